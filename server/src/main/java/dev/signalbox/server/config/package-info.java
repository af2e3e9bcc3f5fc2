/**
 * From the YAML that a user writes to settings, with every mistake told at its line and column, and back again; and the
 * watch over the file. Each key is described once, in the {@code *Section} classes; the reader, the reference page, the
 * printed configuration and the rule of what needs a restart all work from that description.
 *
 * <p>Must not know who uses the settings: no HTTP, no provider, no store.
 */
@NullMarked
package dev.signalbox.server.config;

import org.jspecify.annotations.NullMarked;
