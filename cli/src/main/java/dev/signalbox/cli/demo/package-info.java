/**
 * What {@code signalbox up} serves to somebody who has not written a configuration yet: a simulated provider of each
 * dialect, the real ones whose key is in the environment, and one caller. It must not know the command line.
 */
@NullMarked
package dev.signalbox.cli.demo;

import org.jspecify.annotations.NullMarked;
