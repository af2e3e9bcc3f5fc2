/**
 * The small ports behind which state is kept, and the records that pass through them. Knows the value types of
 * {@code exchange} and of the wire; must not know who calls it, nor any database: adapters lie in packages below and are seen
 * by the composition root only.
 */
@NullMarked
package dev.signalbox.server.store;

import org.jspecify.annotations.NullMarked;
