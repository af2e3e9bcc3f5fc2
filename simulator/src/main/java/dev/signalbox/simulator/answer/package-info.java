/** What the simulated model says: a prompt in, an answer and its usage out, always the same. Knows no dialect and no socket. */
@NullMarked
package dev.signalbox.simulator.answer;

import org.jspecify.annotations.NullMarked;
