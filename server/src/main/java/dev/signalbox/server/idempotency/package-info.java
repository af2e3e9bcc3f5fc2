/** A stage: gives the first answer again to a request that comes again with its key. Knows nothing of providers. */
@NullMarked
package dev.signalbox.server.idempotency;

import org.jspecify.annotations.NullMarked;
