/** One connection and one credential for one attempt at a provider. Knows nothing of plans, retries or callers. */
@NullMarked
package dev.signalbox.server.upstream;

import org.jspecify.annotations.NullMarked;
