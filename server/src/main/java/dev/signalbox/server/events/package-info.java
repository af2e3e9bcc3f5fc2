/** Tells others what happens inside: signed deliveries from a bounded queue, never on the road of a request. */
@NullMarked
package dev.signalbox.server.events;

import org.jspecify.annotations.NullMarked;
