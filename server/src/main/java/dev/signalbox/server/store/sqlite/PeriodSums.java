package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.UsageSums;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What a group of new entries adds to the sums of their hours and days. */
final class PeriodSums {
    static final long HOUR = 3_600_000_000L;
    static final long DAY = 24 * HOUR;

    private static final String ADD = """
            INSERT INTO usage_sums VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            ON CONFLICT DO UPDATE SET
              requests = requests + excluded.requests, failures = failures + excluded.failures,
              attempts = attempts + excluded.attempts, input = input + excluded.input,
              cached = cached + excluded.cached, cache_write = cache_write + excluded.cache_write,
              output = output + excluded.output, reasoning = reasoning + excluded.reasoning,
              cost = cost + excluded.cost, unknown_cost = unknown_cost + excluded.unknown_cost,
              estimated = estimated + excluded.estimated, wasted = wasted + excluded.wasted""";

    private final Map<Key, UsageSums> sums = new HashMap<>();

    private record Key(
            long grain, long since, String caller, String tenant, String route, String model, String provider) {}

    void add(Entry entry) {
        UsageSums its = UsageSums.of(entry);
        sums.merge(key(entry, HOUR), its, UsageSums::plus);
        sums.merge(key(entry, DAY), its, UsageSums::plus);
    }

    private static Key key(Entry entry, long grain) {
        return new Key(
                grain,
                Math.floorDiv(Columns.micros(entry.arrived()), grain) * grain,
                entry.who().caller().orElse(""),
                entry.who().tenant().orElse(""),
                entry.asked().route().orElse(""),
                entry.answered().model().orElse(""),
                entry.answered().provider().orElse(""));
    }

    void write(Connection connection) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            Columns to = new Columns(add);
            for (Map.Entry<Key, UsageSums> one : sums.entrySet()) {
                Key key = one.getKey();
                to.number(key.grain).number(key.since).text(key.caller).text(key.tenant);
                to.text(key.route).text(key.model).text(key.provider);
                write(to, one.getValue());
            }
            add.executeBatch();
        }
    }

    private static void write(Columns to, UsageSums sum) throws SQLException {
        to.number(sum.requests()).number(sum.failures()).number(sum.attempts());
        to.number(sum.input()).number(sum.cached()).number(sum.cacheWrite());
        to.number(sum.output()).number(sum.reasoning());
        to.number(sum.cost()).number(sum.unknownCost()).number(sum.estimated()).number(sum.wasted());
        to.batch();
    }
}
