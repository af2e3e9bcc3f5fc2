/** Metrics and the access log. Knows facts of exchanges, must not know how they came about. */
@NullMarked
package dev.signalbox.server.telemetry;

import org.jspecify.annotations.NullMarked;
