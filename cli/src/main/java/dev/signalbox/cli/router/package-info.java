/**
 * The work of {@code signalbox router}: it turns files into calls of {@code dev.signalbox.learn} and results into tables, JSON
 * and files. Nothing here is loaded before one of these commands runs. It must not predict, train or measure anything itself.
 */
@NullMarked
package dev.signalbox.cli.router;

import org.jspecify.annotations.NullMarked;
