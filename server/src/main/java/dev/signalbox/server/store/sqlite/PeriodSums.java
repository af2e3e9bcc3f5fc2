package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.UsageSums;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What entries that come and go change in the sums of their hours and days. */
final class PeriodSums {
    static final long HOUR = 3_600_000_000L;
    static final long DAY = 24 * HOUR;

    /** The columns of sums, in the order of {@link UsageSums}. */
    static final List<String> COLUMNS = List.of(
            "requests",
            "failures",
            "attempts",
            "input",
            "cached",
            "cache_write",
            "output",
            "reasoning",
            "cost",
            "unknown_cost",
            "estimated",
            "wasted",
            "spare",
            "lost",
            "held",
            "unknown_served",
            "unknown_wasted");

    private static final String ADD =
            "INSERT INTO usage_sums (grain, since, caller, tenant, team, route, model, provider, "
                    + String.join(", ", COLUMNS) + ") VALUES (?,?,?,?,?,?,?,?" + ",?".repeat(COLUMNS.size())
                    + ") ON CONFLICT DO UPDATE SET "
                    + COLUMNS.stream()
                            .map(name -> name + " = " + name + " + excluded." + name)
                            .collect(Collectors.joining(", "));
    private static final String FORGET_EMPTY = "DELETE FROM usage_sums WHERE grain = ? AND since = ? AND requests = 0";

    private final Map<Key, UsageSums> sums = new HashMap<>();

    private record Key(
            long grain,
            long since,
            String caller,
            String tenant,
            String team,
            String route,
            String model,
            String provider) {}

    void add(Entry entry) {
        change(entry, UsageSums.of(entry));
    }

    void remove(Entry entry) {
        change(entry, UsageSums.NONE.minus(UsageSums.of(entry)));
    }

    private void change(Entry entry, UsageSums its) {
        sums.merge(key(entry, HOUR), its, UsageSums::plus);
        sums.merge(key(entry, DAY), its, UsageSums::plus);
    }

    private static Key key(Entry entry, long grain) {
        return new Key(
                grain,
                Math.floorDiv(Columns.micros(entry.arrived()), grain) * grain,
                entry.who().caller().orElse(""),
                entry.who().tenant().orElse(""),
                entry.who().team().orElse(""),
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
                to.number(key.grain)
                        .number(key.since)
                        .text(key.caller)
                        .text(key.tenant)
                        .text(key.team);
                to.text(key.route).text(key.model).text(key.provider);
                write(to, one.getValue());
            }
            add.executeBatch();
        }
    }

    /** Deletes the sums of these times that came to nothing. */
    void forgetEmpty(Connection connection) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET_EMPTY)) {
            Columns to = new Columns(forget);
            for (Key key : sums.keySet()) {
                to.number(key.grain).number(key.since).batch();
            }
            forget.executeBatch();
        }
    }

    private static void write(Columns to, UsageSums sum) throws SQLException {
        to.number(sum.requests()).number(sum.failures()).number(sum.attempts());
        to.number(sum.input()).number(sum.cached()).number(sum.cacheWrite());
        to.number(sum.output()).number(sum.reasoning());
        to.number(sum.cost()).number(sum.unknownCost()).number(sum.estimated()).number(sum.wasted());
        to.number(sum.spare()).number(sum.lost()).number(sum.held());
        to.number(sum.unknownServed()).number(sum.unknownWasted());
        to.batch();
    }
}
