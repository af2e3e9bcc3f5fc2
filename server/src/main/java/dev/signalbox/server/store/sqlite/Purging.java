package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.PurgeStep;
import dev.signalbox.server.store.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One step of a purge, inside a transaction. */
final class Purging {
    /** Stands where somebody's name was. */
    static final String NOBODY = "(erased)";

    private Purging() {}

    static PurgeStep step(Connection connection, Selection entries, Erasure how, int most) throws SQLException {
        List<Entry> found = EntriesSql.oldest(connection, entries, but(entries, how), most);
        if (found.isEmpty()) {
            return PurgeStep.NOTHING;
        }
        PeriodSums sums = new PeriodSums();
        found.forEach(sums::remove);
        switch (how) {
            case ERASE -> {
                each(connection, "DELETE FROM feedback WHERE writer = ? AND sequence = ?", found);
                each(connection, "DELETE FROM attempts WHERE writer = ? AND sequence = ?", found);
                each(connection, "DELETE FROM entries WHERE writer = ? AND sequence = ?", found);
            }
            case ANONYMISE -> {
                boolean userOnly = isOfUsers(entries);
                found.forEach(entry -> sums.add(nameless(entry, userOnly)));
                each(
                        connection,
                        "UPDATE attempts SET provider_request_id = NULL WHERE writer = ? AND sequence = ?",
                        found);
                each(
                        connection,
                        "UPDATE feedback SET comment = NULL, labels = NULL WHERE writer = ? AND sequence = ?",
                        found);
                anonymise(connection, found, userOnly);
            }
        }
        sums.write(connection);
        sums.forgetEmpty(connection);
        return new PurgeStep(
                found.size(),
                Optional.of(found.getFirst().arrived()),
                Optional.of(found.getLast().arrived()));
    }

    /** What has no names any more is not anonymised again. */
    private static String but(Selection entries, Erasure how) {
        return switch (how) {
            case ERASE -> "";
            case ANONYMISE ->
                isOfUsers(entries)
                        ? " AND " + named("end_user")
                        : " AND (e.metadata IS NOT NULL OR " + named("caller") + " OR " + named("tenant") + " OR "
                                + named("team") + " OR "
                                + named("end_user") + " OR substr(e.request_id,1,7) <> 'erased-')";
        };
    }

    private static String named(String column) {
        return "ifnull(e." + column + ",'" + NOBODY + "') <> '" + NOBODY + "'";
    }

    /** Where users of a caller are meant, the caller itself stays. */
    private static boolean isOfUsers(Selection entries) {
        return entries.where().stream().anyMatch(filter -> filter.dimension() == Dimension.Field.USER);
    }

    private static Entry nameless(Entry entry, boolean userOnly) {
        Entry.Who who = userOnly ? entry.withMetadata(Map.of()).who() : nameless(entry.who());
        return new Entry(
                entry.requestId(),
                entry.origin(),
                entry.arrived(),
                who,
                entry.asked(),
                entry.answered(),
                entry.attempts(),
                entry.bill(),
                entry.losses(),
                entry.adjustments(),
                entry.outcome(),
                Optional.empty(),
                entry.picked());
    }

    private static Entry.Who nameless(Entry.Who who) {
        return new Entry.Who(
                who.caller().map(_ -> NOBODY),
                who.tenant().map(_ -> NOBODY),
                who.plan(),
                who.team().map(_ -> NOBODY),
                who.endUser().map(_ -> NOBODY),
                Map.of());
    }

    private static void anonymise(Connection connection, List<Entry> entries, boolean userOnly) throws SQLException {
        String callers = userOnly
                ? ""
                : " caller = iif(caller IS NULL, NULL, '" + NOBODY + "')," + " tenant = iif(tenant IS NULL, NULL, '"
                        + NOBODY + "'), team = iif(team IS NULL, NULL, '" + NOBODY + "'),";
        try (PreparedStatement update = connection.prepareStatement("UPDATE entries SET" + callers
                + " end_user = iif(end_user IS NULL, NULL, '" + NOBODY
                + "'), trace_id = NULL, detail = NULL, metadata = NULL,"
                + " request_id = ? WHERE writer = ? AND sequence = ?")) {
            Columns to = new Columns(update);
            for (Entry entry : entries) {
                to.text("erased-" + UUID.randomUUID());
                to.number(entry.origin().writer())
                        .number(entry.origin().sequence())
                        .batch();
            }
            update.executeBatch();
        }
    }

    private static void each(Connection connection, String sql, List<Entry> entries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns to = new Columns(statement);
            for (Entry entry : entries) {
                to.number(entry.origin().writer())
                        .number(entry.origin().sequence())
                        .batch();
            }
            statement.executeBatch();
        }
    }
}
