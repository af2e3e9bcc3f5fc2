/** The Gemini API and its like on Vertex: what it refuses, what it answers, in its exact shapes. Knows no other dialect and no socket. */
@NullMarked
package dev.signalbox.simulator.gemini;

import org.jspecify.annotations.NullMarked;
