package dev.signalbox.server.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.store.ClosedExchange;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Entries;
import dev.signalbox.server.store.EntriesContract;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.SampleEntries;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.StoreUnavailable;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSums;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEntriesTest extends EntriesContract {
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Override
    protected Entries open() {
        return SqliteEntries.open(directory);
    }

    @Test
    void readsBesideAWriterAndAfterIt() {
        try (SqliteEntries writer = SqliteEntries.open(directory);
                SqliteReader reader = SqliteReader.open(directory)) {
            writer.write(List.of(), List.of(new ClosedExchange(SampleEntries.full("a", 1), Optional.empty())));
            assertThat(reader.find("a", "bot")).isPresent();
        }
        try (SqliteReader reader = SqliteReader.open(directory)) {
            assertThat(reader.find("a", "bot")).isPresent();
        }
    }

    @Test
    void bringsAFileOfTheFirstVersionUpToDate() throws Exception {
        Path old = Files.createDirectory(directory.resolve("old"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old.resolve(SqliteFile.NAME));
                Statement statement = connection.createStatement()) {
            for (String sql : first().split(";\\s*\n")) {
                statement.execute(sql);
            }
            statement.execute("PRAGMA user_version = 1");
            for (int i = 0; i < 50; i++) {
                statement.execute(("INSERT INTO entries (writer, sequence, request_id, arrived, caller, asked, dialect,"
                                + " streamed, model, attempts, input, cache_read, cache_write_5m, cache_write_1h, output,"
                                + " reasoning, usage_source, cost, wasted, status, ended, duration) VALUES (1, %d, 'r%d',"
                                + " %d, 'bot', 'm', 'openai', 0, 'm', 2, 10, 1, 2, 3, 5, 0, 'reported', %s, 4, 200, '%s', 9)")
                        .formatted(
                                i,
                                i,
                                1_800_000_000_000_000L + i * 1_000_000_000L,
                                i % 7 == 0 ? "NULL" : "100",
                                i % 5 == 0 ? "lost" : i % 11 == 0 ? "refused" : "complete"));
            }
            assertThatThrownBy(() -> SqliteReader.open(old))
                    .hasMessageContaining("version 1 (expected: 6; a gateway of this version brings it up to date");
        }

        try (SqliteEntries entries = SqliteEntries.open(old)) {
            List<Entry> all = new ArrayList<>();
            entries.each(Selection.before(FAR), all::add);
            assertThat(all)
                    .hasSize(50)
                    .allSatisfy(entry -> assertThat(entry.who().endUser()).isEmpty())
                    .allSatisfy(entry -> assertThat(entry.who().team()).isEmpty())
                    .allSatisfy(entry -> assertThat(entry.picked()).isEmpty());
            UsageSums sums = entries.usage(new UsageQuery(Instant.EPOCH, FAR, List.of(Dimension.Field.DAY)))
                    .totals();
            assertThat(sums.requests()).isEqualTo(50);
            assertThat(sums.spare()).isEqualTo(54); // two attempts each, one of them served unless it was refused
            assertThat(sums.lost()).isEqualTo(10);
            assertThat(sums.held()).isEqualTo(8 * 100);
            assertThat(sums.unknownServed()).isEqualTo(8);
            assertThat(entries.usage(new UsageQuery(Instant.EPOCH, FAR, List.of(Dimension.Field.STREAMED)))
                            .totals())
                    .isEqualTo(sums.minus(UsageSums.NONE));
            assertThat(entries.usage(new UsageQuery(Instant.EPOCH, FAR, List.of(Dimension.Field.TEAM)))
                            .totals())
                    .isEqualTo(sums);
            entries.write(List.of(), List.of(new ClosedExchange(SampleEntries.full("new", 99), Optional.empty())));
            assertThat(entries.usage(new UsageQuery(Instant.EPOCH, FAR, List.of(Dimension.Field.TEAM)))
                            .rows())
                    .extracting(UsageReport.Row::keys)
                    .containsExactlyInAnyOrder(List.of(""), List.of("search"));
        }
    }

    private static String first() throws IOException {
        try (InputStream in = SqliteFile.class.getResourceAsStream("entries-1.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }

    @Test
    void givesRoomBackThatPurgesFreed() throws Exception {
        Path own = Files.createDirectory(directory.resolve("own"));
        try (SqliteEntries entries = SqliteEntries.open(own)) {
            List<ClosedExchange> many = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                many.add(new ClosedExchange(SampleEntries.full("r" + i, i), Optional.empty()));
            }
            entries.write(List.of(), many);
        }
        long before = Files.size(own.resolve(SqliteFile.NAME));

        try (SqliteEntries beside = SqliteEntries.beside(own)) {
            while (beside.purge(Selection.before(FAR), Erasure.ERASE, 250).entries() > 0) {
                assertThat(before).isPositive();
            }
        }

        assertThat(Files.size(own.resolve(SqliteFile.NAME))).isLessThan(before / 4);
    }

    @Test
    void laysUnwrittenEntriesBesideTheFileEachOnce() {
        Entry written = SampleEntries.full("a", 1);
        Entry unwritten = SampleEntries.full("b", 2);
        try (SqliteEntries entries = SqliteEntries.open(directory)) {
            entries.write(List.of(), List.of(new ClosedExchange(written, Optional.empty())));
        }

        try (SqliteReader reader = SqliteReader.open(directory, List.of(written, unwritten, unwritten))) {
            for (Dimension by : Dimension.Field.values()) {
                UsageQuery query = new UsageQuery(Instant.EPOCH, FAR, List.of(by));
                assertThat(reader.usage(query).totals())
                        .as("%s", by)
                        .isEqualTo(UsageSums.of(written).plus(UsageSums.of(unwritten)));
            }
            UsageQuery byModel = new UsageQuery(Instant.EPOCH, FAR, List.of(Dimension.Field.MODEL));
            assertThat(reader.attempts(byModel).totals().attempts()).isEqualTo(4);
            List<String> ids = new ArrayList<>();
            reader.each(Selection.before(FAR), entry -> ids.add(entry.requestId()));
            assertThat(ids).containsExactly("a", "b");
        }
    }

    @Test
    void saysWhereNoLedgerIs() {
        Path nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> SqliteReader.open(nowhere))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining(nowhere.toString())
                .hasMessageContaining("expected: a ledger");
    }

    @Test
    void leavesAFileAloneThatANewerVersionWrote() throws SQLException {
        Path newer = directory.resolve("newer");
        assertThat(newer.toFile().mkdir()).isTrue();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + newer.resolve(SqliteFile.NAME));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertThatThrownBy(() -> SqliteEntries.open(newer))
                .hasMessage("ledger: version 99 (expected: at most 6; a newer Signalbox wrote it)");
    }
}
