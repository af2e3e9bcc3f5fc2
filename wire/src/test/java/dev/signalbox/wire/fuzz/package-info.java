/**
 * Targets for a fuzzer: what must hold for any bytes. In the normal run each is tried with its kept inputs only; {@code
 * ./signalbox test -Pfuzz} looks for new ones. What is found lies in {@code src/test/resources} beside the target.
 */
@NullMarked
package dev.signalbox.wire.fuzz;

import org.jspecify.annotations.NullMarked;
