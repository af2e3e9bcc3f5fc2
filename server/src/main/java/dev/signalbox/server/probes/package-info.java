/**
 * Asks targets whether they answer: when somebody wants to know, and by itself where the configuration says so. Walks the
 * part of the road that leads to providers, at the gateway's own expense.
 */
@NullMarked
package dev.signalbox.server.probes;

import org.jspecify.annotations.NullMarked;
