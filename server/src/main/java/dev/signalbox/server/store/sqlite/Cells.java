package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.wire.model.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the cells of one row by the names of their columns. */
record Cells(ResultSet row) {
    long number(String column) throws SQLException {
        return row.getLong(column);
    }

    int small(String column) throws SQLException {
        return row.getInt(column);
    }

    boolean flag(String column) throws SQLException {
        return row.getInt(column) != 0;
    }

    OptionalInt optionalNumber(String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    String text(String column) throws SQLException {
        return row.getString(column);
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    byte[] bytes(String column) throws SQLException {
        return row.getBytes(column);
    }

    Instant time(String column) throws SQLException {
        return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
    }

    Optional<Instant> optionalTime(String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    Duration duration(String column) throws SQLException {
        return Duration.ofNanos(row.getLong(column));
    }

    Optional<Duration> optionalDuration(String column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    Usage usage() throws SQLException {
        return new Usage(
                number("input"),
                number("cache_read"),
                number("cache_write_5m"),
                number("cache_write_1h"),
                number("output"),
                number("reasoning"));
    }

    Cost cost(String column) throws SQLException {
        long nano = row.getLong(column);
        return row.wasNull() ? new Cost.Unknown() : new Cost.Known(nano);
    }
}
