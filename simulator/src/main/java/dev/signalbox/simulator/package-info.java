/**
 * A provider over real sockets for demos, tests and load: what a user of the simulator calls. It must not know the
 * gateway or its translation ({@code dev.signalbox.wire}): a mistake that both shared would hide itself.
 */
@NullMarked
package dev.signalbox.simulator;

import org.jspecify.annotations.NullMarked;
