/** The OpenAI chat completions API: what it refuses, what it answers, in its exact shapes. Knows no other dialect and no socket. */
@NullMarked
package dev.signalbox.simulator.openai;

import org.jspecify.annotations.NullMarked;
