/**
 * Gateways that tell each other which targets fail: over their own addresses, in memory only, never on the road of a request.
 * What they say is advice, and every gateway works as well as before while nobody says anything.
 */
@NullMarked
package dev.signalbox.server.peers;

import org.jspecify.annotations.NullMarked;
