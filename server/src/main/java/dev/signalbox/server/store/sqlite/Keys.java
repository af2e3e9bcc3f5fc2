package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Dimension;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The values that rows are grouped by: the first columns of a question, named k1, k2 and so on. */
final class Keys {
    private Keys() {}

    static String columns(List<Dimension> by, Names names) {
        return IntStream.range(0, by.size())
                .mapToObj(i -> names.of(by.get(i)) + " AS k" + (i + 1))
                .collect(Collectors.joining(", "));
    }

    static List<String> read(ResultSet row, int keys) throws SQLException {
        List<String> values = new ArrayList<>(keys);
        for (int i = 1; i <= keys; i++) {
            values.add(row.getString(i));
        }
        return values;
    }
}
