/**
 * Facts about one request, and the few interfaces in which the stages of the road meet. Knows settings, the value types of
 * {@code http} and the wire; must not know any stage, service or door.
 */
@NullMarked
package dev.signalbox.server.exchange;

import org.jspecify.annotations.NullMarked;
