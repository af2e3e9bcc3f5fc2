/** What reached the simulator and what became of it, for tests to look at. Knows no dialect and no socket. */
@NullMarked
package dev.signalbox.simulator.log;

import org.jspecify.annotations.NullMarked;
