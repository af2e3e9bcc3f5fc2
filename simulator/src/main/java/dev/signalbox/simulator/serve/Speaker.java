package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Dialect;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** A dialect with the headers of all its replies, encoded once. */
record Speaker(Dialect dialect, List<Map.Entry<CharSequence, CharSequence>> headers) {
    static Speaker of(Dialect dialect) {
        return new Speaker(
                dialect,
                dialect.headers().stream()
                        .map(header -> Map.entry(
                                HttpHeaders.createOptimized(header.getKey()),
                                HttpHeaders.createOptimized(header.getValue())))
                        .toList());
    }
}
