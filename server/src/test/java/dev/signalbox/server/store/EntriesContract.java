package dev.signalbox.server.store;

import static dev.signalbox.server.store.SampleEntries.ARRIVED;
import static dev.signalbox.server.store.SampleEntries.bare;
import static dev.signalbox.server.store.SampleEntries.full;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of entries must do. */
public abstract class EntriesContract {
    private Entries entries;

    /** Opens the same store again each time. */
    protected abstract Entries open();

    @BeforeEach
    void openFirst() {
        entries = open();
    }

    @AfterEach
    void close() {
        entries.close();
    }

    @Test
    void keepsEveryFieldOfAnEntry() {
        entries.write(List.of(), List.of(closed(full("a", 1)), closed(bare("b", 2, ARRIVED))));
        reopen();

        assertThat(entries.find("a", "bot")).contains(full("a", 1));
        assertThat(entries.find("a", "another")).isEmpty();
        assertThat(entries.find("b", "bot")).isEmpty();
        assertThat(entries.find("c", "bot")).isEmpty();
    }

    @Test
    void keepsOnceWhatIsWrittenAgain() {
        entries.write(List.of(), List.of(closed(full("a", 1))));
        UsageReport once = entries.usage(week(Dimension.MODEL));
        entries.write(List.of(), List.of(closed(full("a", 1)), closed(full("a", 1))));

        assertThat(entries.usage(week(Dimension.MODEL))).isEqualTo(once);
        assertThat(once.totals().requests()).isOne();
        assertThat(once.totals().attempts()).isEqualTo(2);
    }

    @Test
    void keepsTheFirstOfTwoEntriesOfOneRequest() {
        entries.write(List.of(), List.of(closed(full("a", 7))));
        entries.write(List.of(), List.of(closed(full("a", 3))));

        assertThat(entries.find("a", "bot").orElseThrow().origin().sequence()).isEqualTo(7);
        assertThat(entries.usage(week(Dimension.CALLER)).totals().requests()).isOne();
    }

    @Test
    void remembersWhatIsOpenByItsLatestStateUntilItIsClosed() {
        Entry.Origin first = new Entry.Origin(9, 1);
        Entry.Origin second = new Entry.Origin(9, 2);
        entries.write(List.of(opened(first, "a"), opened(second, "b")), List.of());
        entries.write(List.of(opened(first, "a2")), List.of());
        reopen();

        assertThat(entries.open())
                .extracting(OpenExchange::origin, open -> open.otherwise().requestId())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(first, "a2"),
                        org.assertj.core.groups.Tuple.tuple(second, "b"));
        entries.write(List.of(), List.of(new ClosedExchange(full("a2", 5), Optional.of(first))));
        assertThat(entries.open()).extracting(OpenExchange::origin).containsExactly(second);
    }

    @Test
    void sumsUpByAnyOneOrTwoDimensionsOverAnyTime() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_121);
        List<Entry> all = IntStream.range(0, 500)
                .mapToObj(i -> SampleEntries.random(random, i))
                .toList();
        entries.write(List.of(), all.stream().map(EntriesContract::closed).toList());

        for (int round = 0; round < 60; round++) {
            Instant from = ARRIVED.plusSeconds(random.nextLong(-10_000, 400_000));
            Instant to = from.plus(Duration.ofMinutes(random.nextLong(round < 20 ? 70 : 7_000)));
            List<Dimension> by = new ArrayList<>(List.of(Dimension.values()));
            java.util.Collections.shuffle(by, new java.util.Random(round));
            UsageQuery query = new UsageQuery(from, to, by.subList(0, 1 + round % 2));

            assertThat(entries.usage(query)).isEqualTo(expected(query, all));
        }
    }

    @Test
    void answersAnEmptyReportWhereNothingHappened() {
        UsageReport report = entries.usage(week(Dimension.DAY, Dimension.TENANT));

        assertThat(report.rows()).isEmpty();
        assertThat(report.totals()).isEqualTo(UsageSums.NONE);
    }

    private void reopen() {
        entries.close();
        entries = open();
    }

    private static UsageReport expected(UsageQuery query, List<Entry> all) {
        Map<String, UsageReport.Row> rows = new TreeMap<>();
        for (Entry entry : all) {
            if (!entry.arrived().isBefore(query.from()) && entry.arrived().isBefore(query.to())) {
                List<String> keys =
                        query.by().stream().map(d -> value(d, entry)).toList();
                rows.merge(
                        String.join("\0", keys),
                        new UsageReport.Row(keys, UsageSums.of(entry)),
                        (a, b) -> new UsageReport.Row(a.keys(), a.sums().plus(b.sums())));
            }
        }
        UsageSums totals = rows.values().stream().map(UsageReport.Row::sums).reduce(UsageSums.NONE, UsageSums::plus);
        return new UsageReport(query, List.copyOf(rows.values()), totals);
    }

    private static String value(Dimension dimension, Entry entry) {
        return switch (dimension) {
            case MODEL -> entry.answered().model().orElse("");
            case CALLER -> entry.who().caller().orElse("");
            case ROUTE -> entry.asked().route().orElse("");
            case DAY -> entry.arrived().atZone(ZoneOffset.UTC).toLocalDate().toString();
            case PROVIDER -> entry.answered().provider().orElse("");
            case TENANT -> entry.who().tenant().orElse("");
        };
    }

    private static UsageQuery week(Dimension... by) {
        return new UsageQuery(ARRIVED.minus(Duration.ofDays(3)), ARRIVED.plus(Duration.ofDays(4)), List.of(by));
    }

    private static ClosedExchange closed(Entry entry) {
        return new ClosedExchange(entry, Optional.empty());
    }

    private static OpenExchange opened(Entry.Origin origin, String id) {
        Entry entry = full(id, origin.sequence());
        return new OpenExchange(origin, entry);
    }
}
