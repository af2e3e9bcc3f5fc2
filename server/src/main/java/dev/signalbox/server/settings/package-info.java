/**
 * The immutable records that the configuration fills: what the process was told to do, complete and validated.
 * Knows the JDK and nothing else: no YAML, no file, no environment, no network.
 */
@NullMarked
package dev.signalbox.server.settings;

import org.jspecify.annotations.NullMarked;
