/** What the simulator is told to do: its pace, and what goes wrong and when, also as text. Knows no dialect and no socket. */
@NullMarked
package dev.signalbox.simulator.script;

import org.jspecify.annotations.NullMarked;
