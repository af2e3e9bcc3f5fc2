package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.wire.model.Usage;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/** Fills the parameters of a statement one after the other. */
final class Columns {
    private final PreparedStatement statement;
    private int next = 1;

    Columns(PreparedStatement statement) {
        this.statement = statement;
    }

    Columns number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    Columns number(OptionalInt value) throws SQLException {
        return value.isPresent() ? number(value.getAsInt()) : nothing(Types.INTEGER);
    }

    Columns text(String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }

    Columns text(Optional<String> value) throws SQLException {
        return value.isPresent() ? text(value.get()) : nothing(Types.VARCHAR);
    }

    Columns bytes(byte[] value) throws SQLException {
        statement.setBytes(next++, value);
        return this;
    }

    Columns time(Instant value) throws SQLException {
        return number(micros(value));
    }

    Columns time(Optional<Instant> value) throws SQLException {
        return value.isPresent() ? time(value.get()) : nothing(Types.INTEGER);
    }

    Columns duration(Duration value) throws SQLException {
        return number(value.toNanos());
    }

    Columns duration(Optional<Duration> value) throws SQLException {
        return value.isPresent() ? duration(value.get()) : nothing(Types.INTEGER);
    }

    Columns usage(Usage usage) throws SQLException {
        return number(usage.inputUncached())
                .number(usage.cacheRead())
                .number(usage.cacheWrite5m())
                .number(usage.cacheWrite1h())
                .number(usage.output())
                .number(usage.reasoning());
    }

    Columns cost(Cost cost) throws SQLException {
        return switch (cost) {
            case Cost.Known known -> number(known.nanoDollars());
            case Cost.Unknown _ -> nothing(Types.INTEGER);
        };
    }

    void batch() throws SQLException {
        statement.addBatch();
        next = 1;
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private Columns nothing(int type) throws SQLException {
        statement.setNull(next++, type);
        return this;
    }
}
