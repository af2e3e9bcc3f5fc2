/** The Anthropic Messages API: what it refuses, what it answers, in its exact shapes. Knows no other dialect and no socket. */
@NullMarked
package dev.signalbox.simulator.anthropic;

import org.jspecify.annotations.NullMarked;
