/**
 * The known vendors: where they serve and in what they differ from the owners of the dialects. Data with a reader; knows
 * settings and the wire's quirks, and must not know requests, targets or the network.
 */
@NullMarked
package dev.signalbox.server.vendors;

import org.jspecify.annotations.NullMarked;
