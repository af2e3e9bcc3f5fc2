package dev.signalbox.server.store;

import static dev.signalbox.server.store.SampleEntries.ARRIVED;
import static dev.signalbox.server.store.SampleEntries.bare;
import static dev.signalbox.server.store.SampleEntries.full;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
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
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

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
        UsageReport once = entries.usage(week(Dimension.Field.MODEL));
        entries.write(List.of(), List.of(closed(full("a", 1)), closed(full("a", 1))));

        assertThat(entries.usage(week(Dimension.Field.MODEL))).isEqualTo(once);
        assertThat(once.totals().requests()).isOne();
        assertThat(once.totals().attempts()).isEqualTo(2);
    }

    @Test
    void keepsTheFirstOfTwoEntriesOfOneRequest() {
        entries.write(List.of(), List.of(closed(full("a", 7))));
        entries.write(List.of(), List.of(closed(full("a", 3))));

        assertThat(entries.find("a", "bot").orElseThrow().origin().sequence()).isEqualTo(7);
        assertThat(entries.usage(week(Dimension.Field.CALLER)).totals().requests())
                .isOne();
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
    void sumsUpByAnyDimensionsOverAnyTime() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_121);
        List<Entry> all = IntStream.range(0, 500)
                .mapToObj(i -> SampleEntries.random(random, i))
                .toList();
        entries.write(List.of(), all.stream().map(EntriesContract::closed).toList());

        for (int round = 0; round < 120; round++) {
            Instant from = ARRIVED.plusSeconds(random.nextLong(-10_000, 400_000));
            Instant to = from.plus(Duration.ofMinutes(random.nextLong(round < 20 ? 70 : 7_000)));
            List<Dimension> by = new ArrayList<>(List.of(Dimension.Field.values()));
            by.add(new Dimension.Metadata("team"));
            by.add(new Dimension.Metadata("nobody.said-this"));
            java.util.Collections.shuffle(by, new java.util.Random(round));
            UsageQuery query = new UsageQuery(from, to, by.subList(0, 1 + round % 3));

            assertThat(entries.usage(query)).isEqualTo(expected(query, all));
        }
    }

    @Test
    void answersAnEmptyReportWhereNothingHappened() {
        UsageReport report = entries.usage(week(Dimension.Field.DAY, Dimension.Field.TENANT));

        assertThat(report.rows()).isEmpty();
        assertThat(report.totals()).isEqualTo(UsageSums.NONE);
    }

    @Test
    void countsOnlyWhatTheFiltersAdmit() {
        List<Entry> all = some(300);
        entries.write(List.of(), all.stream().map(EntriesContract::closed).toList());
        List<List<Filter>> wheres = List.of(
                List.of(Filter.exactly(Dimension.Field.CALLER, "ann")),
                List.of(Filter.exactly(new Dimension.Metadata("team"), "a \"b\"", "")),
                List.of(Filter.like(new Dimension.Metadata("team"), "sea*")),
                List.of(
                        Filter.like(Dimension.Field.CALLER, "a*"),
                        Filter.exactly(Dimension.Field.ENDING, "lost", "broken")),
                List.of(Filter.exactly(Dimension.Field.CALLER, "a*")),
                List.of(Filter.exactly(Dimension.Field.USER, "u1", ""), Filter.like(Dimension.Field.MODEL, "*")),
                List.of(Filter.exactly(Dimension.Field.BASIS, "band", ""), Filter.like(Dimension.Field.DOMAIN, "c*")),
                List.of(Filter.like(Dimension.Field.HOUR, "2026-11-2*")));

        for (List<Filter> where : wheres) {
            UsageQuery query = new UsageQuery(
                    new Selection(ARRIVED.minusSeconds(9_999), ARRIVED.plus(Duration.ofDays(4)), where),
                    List.of(Dimension.Field.MODEL, Dimension.Field.DAY));
            assertThat(entries.usage(query)).as("%s", where).isEqualTo(expected(query, all));
        }
    }

    @Test
    void tellsPercentilesByNearestRank() {
        List<Entry> all = some(500);
        entries.write(List.of(), all.stream().map(EntriesContract::closed).toList());
        UsageQuery query = new UsageQuery(ARRIVED, ARRIVED.plus(Duration.ofDays(3)), List.of(Dimension.Field.STREAMED));

        LatencyReport report = entries.latency(query);

        for (LatencyReport.Row row : report.rows()) {
            long[] sorted = all.stream()
                    .filter(entry -> isIn(query, entry))
                    .filter(entry -> entry.outcome().endedAs() == EndedAs.COMPLETE)
                    .filter(entry -> row.keys().equals(List.of(value(Dimension.Field.STREAMED, entry))))
                    .mapToLong(entry -> entry.outcome().duration().toNanos() / 1_000)
                    .sorted()
                    .toArray();
            Percentiles total = row.times().total();
            assertThat(total.count()).isEqualTo(sorted.length).isGreaterThan(10);
            assertThat(total.p50()).isEqualTo(sorted[(int) Math.ceil(sorted.length * 0.5) - 1]);
            assertThat(total.p99()).isEqualTo(sorted[(int) Math.ceil(sorted.length * 0.99) - 1]);
            assertThat(row.times().firstToken().count()).isBetween(1L, total.count() - 1);
        }
        assertThat(report.rows()).hasSize(2);
        assertThat(report.totals().total().count())
                .isEqualTo(report.rows().stream()
                        .mapToLong(row -> row.times().total().count())
                        .sum());
    }

    @Test
    void countsAttemptsByWhatBecameOfThem() {
        entries.write(List.of(), List.of(closed(full("a", 1)), closed(full("b", 2)), closed(bare("c", 3, ARRIVED))));

        AttemptReport report =
                entries.attempts(week(Dimension.Field.PROVIDER, Dimension.Field.STATUS, Dimension.Field.ENDING));

        assertThat(report.rows())
                .containsExactly(
                        new AttemptReport.Row(
                                List.of("claude", "200", "served"),
                                new AttemptReport.Sums(2, 2, 0, 0, 0, 0, 246_913_578, 0, 0, 0)),
                        new AttemptReport.Row(
                                List.of("eastus", "503", "failed"),
                                new AttemptReport.Sums(2, 0, 0, 2, 0, 0, 0, 0, 0, 0)));
        assertThat(report.totals().attempts()).isEqualTo(4);
    }

    @Test
    void erasesStepByStepFromEntriesAndFromSums() {
        List<Entry> all = some(400);
        entries.write(List.of(), all.stream().map(EntriesContract::closed).toList());
        Selection ofAnn = new Selection(
                Instant.EPOCH,
                ARRIVED.plus(Duration.ofDays(2)),
                List.of(Filter.exactly(Dimension.Field.CALLER, "ann")));
        List<Entry> gone = all.stream().filter(entry -> isIn(ofAnn, entry)).toList();

        int purged = 0;
        PurgeStep step;
        do {
            step = entries.purge(ofAnn, Erasure.ERASE, 30);
            purged += step.entries();
        } while (step.entries() == 30);

        assertThat(purged).isEqualTo(gone.size()).isGreaterThan(30);
        List<Entry> left = all.stream().filter(entry -> !gone.contains(entry)).toList();
        for (Dimension by :
                List.of(Dimension.Field.CALLER, Dimension.Field.DAY, Dimension.Field.HOUR, Dimension.Field.USER)) {
            assertThat(entries.usage(week(by))).isEqualTo(expected(week(by), left));
        }
        assertThat(entries.find(gone.getFirst().requestId(), "ann")).isEmpty();
        assertThat(entries.each(Selection.before(FAR), _ -> {})).isEqualTo(left.size());
    }

    @Test
    void keepsTheNumbersOfWhatIsAnonymised() {
        List<Entry> all = some(200);
        entries.write(List.of(), all.stream().map(EntriesContract::closed).toList());
        UsageReport before = entries.usage(week(Dimension.Field.MODEL, Dimension.Field.DAY));
        Selection everything = Selection.before(FAR);

        int purged = 0;
        PurgeStep step;
        do {
            step = entries.purge(everything, Erasure.ANONYMISE, 30);
            purged += step.entries();
        } while (step.entries() > 0);

        assertThat(purged).isEqualTo(200);
        assertThat(entries.usage(week(Dimension.Field.MODEL, Dimension.Field.DAY)))
                .isEqualTo(before);
        List<Entry> nameless = new ArrayList<>();
        entries.each(everything, nameless::add);
        assertThat(nameless).hasSize(200).allSatisfy(entry -> {
            assertThat(entry.who().caller().orElse("(erased)")).isEqualTo("(erased)");
            assertThat(entry.who().tenant().orElse("(erased)")).isEqualTo("(erased)");
            assertThat(entry.who().team().orElse("(erased)")).isEqualTo("(erased)");
            assertThat(entry.who().endUser().orElse("(erased)")).isEqualTo("(erased)");
            assertThat(entry.who().metadata()).isEmpty();
            assertThat(entry.traceId()).isEmpty();
            assertThat(entry.requestId()).startsWith("erased-");
        });
        for (Dimension by : List.of(Dimension.Field.CALLER, Dimension.Field.TEAM)) {
            assertThat(entries.usage(week(by))).isEqualTo(expected(week(by), nameless));
        }
    }

    @Test
    void keepsTheCallerWhenItsUserIsAnonymised() {
        entries.write(List.of(), List.of(closed(full("a", 1))));

        Selection user = new Selection(Instant.EPOCH, FAR, List.of(Filter.exactly(Dimension.Field.USER, "digest:12")));
        assertThat(entries.purge(user, Erasure.ANONYMISE, 10).entries()).isOne();

        List<Entry> left = new ArrayList<>();
        entries.each(Selection.before(FAR), left::add);
        assertThat(left.getFirst().who().caller()).contains("bot");
        assertThat(left.getFirst().who().endUser()).contains("(erased)");
        assertThat(left.getFirst().who().metadata()).isEmpty();
        assertThat(left.getFirst().bill()).isEqualTo(full("a", 1).bill());
    }

    @Test
    void knowsHowFarEachWriterWasTakenIn() {
        entries.write(List.of(opened(new Entry.Origin(9, 8), "open")), List.of(closed(full("a", 7))));
        entries.write(List.of(), List.of(closed(full("b", 5))));
        reopen();

        assertThat(entries.taken()).isEqualTo(Map.of(42L, 7L));
    }

    @Test
    void keepsRecordsOfPurgesOneForEachDayAndKind() {
        Purge morning = new Purge(ARRIVED, "retention", Erasure.ERASE, "older than 30d", 5, day(1), day(9));
        entries.record(morning);
        entries.record(
                new Purge(ARRIVED.plusSeconds(60), "retention", Erasure.ERASE, "older than 30d", 7, day(0), day(5)));
        entries.record(
                new Purge(ARRIVED, "ann", Erasure.ANONYMISE, "caller digest:1", 0, Optional.empty(), Optional.empty()));
        reopen();

        assertThat(entries.purges())
                .containsExactlyInAnyOrder(
                        new Purge(
                                ARRIVED.plusSeconds(60),
                                "retention",
                                Erasure.ERASE,
                                "older than 30d",
                                12,
                                day(0),
                                day(9)),
                        new Purge(
                                ARRIVED,
                                "ann",
                                Erasure.ANONYMISE,
                                "caller digest:1",
                                0,
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void makesTheSameDigestOfANameEachTime() {
        String digest = entries.subjects().digest("ann");
        reopen();

        assertThat(entries.subjects().digest("ann"))
                .isEqualTo(digest)
                .startsWith("digest:")
                .doesNotContain("ann");
        assertThat(entries.subjects().digest("bob")).isNotEqualTo(digest);
    }

    private void reopen() {
        entries.close();
        entries = open();
    }

    private static UsageReport expected(UsageQuery query, List<Entry> all) {
        Map<String, UsageReport.Row> rows = new TreeMap<>();
        for (Entry entry : all) {
            if (isIn(query, entry)) {
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

    private static List<Entry> some(int count) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        return IntStream.range(1, count + 1)
                .mapToObj(i -> SampleEntries.random(random, i))
                .toList();
    }

    private static Optional<Instant> day(long days) {
        return Optional.of(ARRIVED.plus(Duration.ofDays(days)));
    }

    private static boolean isIn(UsageQuery query, Entry entry) {
        return isIn(query.entries(), entry);
    }

    private static boolean isIn(Selection selection, Entry entry) {
        return !entry.arrived().isBefore(selection.from())
                && entry.arrived().isBefore(selection.to())
                && selection.where().stream().allMatch(filter -> filter.admits(value(filter.dimension(), entry)));
    }

    private static String value(Dimension dimension, Entry entry) {
        return switch (dimension) {
            case Dimension.Metadata(String name) -> entry.who().metadata().getOrDefault(name, "");
            case Dimension.Field field -> value(field, entry);
        };
    }

    private static String value(Dimension.Field field, Entry entry) {
        ZonedDateTime arrived = entry.arrived().atZone(ZoneOffset.UTC);
        return switch (field) {
            case MODEL -> entry.answered().model().orElse("");
            case CALLER -> entry.who().caller().orElse("");
            case ROUTE -> entry.asked().route().orElse("");
            case HOUR -> arrived.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH':00Z'"));
            case DAY -> arrived.toLocalDate().toString();
            case WEEK ->
                "%d-W%02d"
                        .formatted(
                                arrived.get(IsoFields.WEEK_BASED_YEAR), arrived.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> YearMonth.from(arrived).toString();
            case PROVIDER -> entry.answered().provider().orElse("");
            case TENANT -> entry.who().tenant().orElse("");
            case PLAN -> entry.who().plan().orElse("");
            case TEAM -> entry.who().team().orElse("");
            case USER -> entry.who().endUser().orElse("");
            case UPSTREAM -> entry.answered().reported().orElse("");
            case DIALECT -> entry.asked().dialect();
            case PROVIDER_DIALECT -> entry.answered().dialect().orElse("");
            case STATUS -> Integer.toString(entry.outcome().status());
            case FAILURE -> entry.outcome().failure().orElse("");
            case ENDING -> entry.outcome().endedAs().word();
            case STREAMED -> Boolean.toString(entry.asked().streamed());
            case MODE -> entry.picked().map(Picked::mode).orElse("");
            case BASIS -> entry.picked().map(Picked::basis).orElse("");
            case WEIGHTS -> entry.picked().map(Picked::weights).orElse("");
            case DOMAIN ->
                entry.picked()
                        .flatMap(Picked::prompt)
                        .map(Picked.Prompt::domain)
                        .orElse("");
            case TASK ->
                entry.picked().flatMap(Picked::prompt).map(Picked.Prompt::task).orElse("");
            case REQUEST -> entry.requestId();
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
