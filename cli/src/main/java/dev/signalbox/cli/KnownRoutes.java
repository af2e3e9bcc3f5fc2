package dev.signalbox.cli;

import dev.signalbox.cli.router.Known;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Filter;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.sqlite.SqliteReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The routes that {@code --route} may name: those of the configuration, and those that requests of the ledger went through. */
final class KnownRoutes {
    private KnownRoutes() {}

    /** @throws Complaint if nobody knows a route of this name or beginning; an empty report would tell a slip as a fact */
    static void check(String wanted, SqliteReader reader, Optional<Settings> settings, Instant now) {
        Set<String> known = new TreeSet<>();
        settings.ifPresent(its -> known.addAll(its.routes().keySet()));
        reader.usage(new UsageQuery(Selection.before(now), List.of(Dimension.Field.ROUTE)))
                .rows()
                .forEach(row -> known.add(row.keys().getFirst()));
        known.remove("");
        Filter filter = Filter.like(Dimension.Field.ROUTE, wanted);
        if (!known.isEmpty() && known.stream().noneMatch(filter::admits)) {
            throw new Complaint("--route: \"" + wanted + "\" (expected: a route of the ledger or the configuration"
                    + Known.suggestion(wanted, known) + ")");
        }
    }
}
