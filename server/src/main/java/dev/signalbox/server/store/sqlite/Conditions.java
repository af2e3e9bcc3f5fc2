package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Filter;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Filters as conditions, and their values as parameters. */
final class Conditions {
    private Conditions() {}

    /** The conditions, each with an AND before it. */
    static String sql(List<Filter> where, Names names) {
        return where.stream()
                .map(filter -> " AND (" + alternatives(filter, names.of(filter.dimension())) + ")")
                .collect(Collectors.joining());
    }

    /** The parameters of the conditions. */
    static void fill(Columns to, List<Filter> where) throws SQLException {
        for (Filter filter : where) {
            for (String one : filter.anyOf()) {
                to.text(filter.isPrefix(one) ? filter.prefix(one) : one);
            }
        }
    }

    private static String alternatives(Filter filter, String value) {
        return filter.anyOf().stream()
                .map(one -> filter.isPrefix(one)
                        ? "substr(" + value + ",1," + filter.prefix(one).codePointCount(0, one.length() - 1) + ") = ?"
                        : value + " = ?")
                .collect(Collectors.joining(" OR "));
    }
}
