/** Reads what callers point at, without letting them reach what is not public. Knows nothing of providers or dialects. */
@NullMarked
package dev.signalbox.server.fetch;

import org.jspecify.annotations.NullMarked;
