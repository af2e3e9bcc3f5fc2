/**
 * The one command {@code signalbox}: what a person types, and what they read. Each subcommand is one class that turns
 * options into one call of the server or the simulator and its result into text. It must not know how requests are
 * served: no HTTP, no provider, no store.
 */
@NullMarked
package dev.signalbox.cli;

import org.jspecify.annotations.NullMarked;
