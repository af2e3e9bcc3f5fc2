/**
 * The price book: what models cost at which time, and what is known of their limits. Knows settings, the money type of
 * {@code exchange} and the wire's usage; must not know requests, journals or stores.
 */
@NullMarked
package dev.signalbox.server.prices;

import org.jspecify.annotations.NullMarked;
