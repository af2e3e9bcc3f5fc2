package dev.signalbox.server.store;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Entries for tests. */
public final class SampleEntries {
    public static final Instant ARRIVED = Instant.parse("2026-11-21T10:30:00.123456Z");

    private SampleEntries() {}

    /** An entry with a value in every field. */
    public static Entry full(String id, long sequence) {
        Attempt failed = new Attempt(
                1,
                "first",
                "eastus",
                OptionalInt.of(503),
                AttemptOutcome.FAILED,
                Optional.of("http_503"),
                ARRIVED.plusMillis(1),
                Duration.ofNanos(1_234_567),
                Optional.empty(),
                Usage.NONE,
                UsageSource.NONE,
                new Cost.Known(0),
                new Cost.Known(77),
                Optional.of("req_é"));
        Attempt served = new Attempt(
                2,
                "second",
                "claude",
                OptionalInt.of(200),
                AttemptOutcome.SERVED,
                Optional.empty(),
                ARRIVED.plusMillis(2),
                Duration.ofSeconds(3),
                Optional.of(Duration.ofMillis(250)),
                new Usage(1, 2, 3, 4, 50, 6),
                UsageSource.REPORTED,
                new Cost.Known(123_456_789),
                new Cost.Unknown(),
                Optional.empty());
        return new Entry(
                id,
                new Entry.Origin(42, sequence),
                ARRIVED,
                new Entry.Who(
                        Optional.of("bot"),
                        Optional.of("retail"),
                        Optional.of("sandbox"),
                        Optional.of("search"),
                        Optional.of("digest:12"),
                        Map.of("team", "séarch")),
                new Entry.Asked("assistant", Optional.of("assistant"), "openai", true),
                new Entry.Answered(
                        Optional.of("second"),
                        Optional.of("claude"),
                        Optional.of("claude-sonnet-4-5"),
                        Optional.of("claude-sonnet-4-5-20250929"),
                        Optional.of("anthropic")),
                List.of(failed, served),
                new Entry.Bill(
                        new Usage(1, 2, 3, 4, 50, 6),
                        UsageSource.REPORTED,
                        new Cost.Known(123_456_789),
                        new Cost.Unknown()),
                List.of(Loss.hint("seed", "the \"dialect\" has none"), Loss.meaning("n", "one answer only")),
                List.of(new Adjustment("max_tokens", "100", "2000", "a thinking budget must fit")),
                new Entry.Outcome(
                        200,
                        Optional.of("stream_cut"),
                        Optional.of("connection reset"),
                        EndedAs.BROKEN,
                        Optional.of(Duration.ofMillis(260)),
                        Duration.ofMillis(3_100)),
                Optional.of("4bf92f3577b34da6a3ce929d0e0e4736"),
                Optional.of(picked("balanced", "band", "chat")));
    }

    /** What a learned route decided. */
    public static Picked picked(String mode, String basis, String domain) {
        return new Picked(
                "2026-11-20",
                mode,
                "route",
                0.02,
                basis,
                "embedded",
                "",
                "second",
                Optional.of(0.8125),
                Optional.of(0.000_321),
                Optional.of(new Picked.Prompt(domain, "question", 0.25, 0.5, false)),
                new Picked.Affinity("adaptive", Optional.of("fingerprint"), Optional.of("initialize")),
                Duration.of(812, ChronoUnit.MICROS));
    }

    /** An entry with as little as there can be. */
    public static Entry bare(String id, long sequence, Instant arrived) {
        return new Entry(
                id,
                new Entry.Origin(42, sequence),
                arrived,
                Entry.Who.UNKNOWN,
                new Entry.Asked("nothing", Optional.empty(), "anthropic", false),
                Entry.Answered.NOBODY,
                List.of(),
                new Entry.Bill(Usage.NONE, UsageSource.NONE, new Cost.Known(0), new Cost.Known(0)),
                List.of(),
                List.of(),
                new Entry.Outcome(
                        401,
                        Optional.of("unauthenticated"),
                        Optional.empty(),
                        EndedAs.REFUSED,
                        Optional.empty(),
                        Duration.ofNanos(12_345)),
                Optional.empty());
    }

    /** Some entry of a busy week. */
    public static Entry random(RandomGenerator random, long sequence) {
        Entry base = full("r" + sequence, sequence);
        Usage usage = new Usage(
                random.nextInt(1_000),
                random.nextInt(50),
                random.nextInt(9),
                random.nextInt(9),
                random.nextInt(500),
                3);
        Cost cost = random.nextInt(9) == 0 ? new Cost.Unknown() : new Cost.Known(random.nextLong(2_000_000));
        return new Entry(
                base.requestId(),
                base.origin(),
                ARRIVED.plus(random.nextLong(Duration.ofDays(4).toSeconds()), ChronoUnit.SECONDS)
                        .plus(random.nextInt(1_000_000), ChronoUnit.MICROS),
                new Entry.Who(
                        any(random, "ann", "bob"),
                        any(random, "retail"),
                        Optional.empty(),
                        any(random, "red", "blue"),
                        any(random, "u1", "u2"),
                        any(random, "search", "a \"b\"")
                                .map(team -> Map.of("team", team))
                                .orElse(Map.of())),
                new Entry.Asked("assistant", any(random, "assistant", "main"), "openai", random.nextBoolean()),
                new Entry.Answered(
                        any(random, "small", "large"),
                        any(random, "openai", "claude"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                random.nextBoolean() ? base.attempts() : base.attempts().subList(0, 1),
                new Entry.Bill(
                        usage, one(random, UsageSource.values()), cost, new Cost.Known(random.nextInt(2) * 1_000L)),
                List.of(),
                List.of(),
                new Entry.Outcome(
                        200,
                        Optional.empty(),
                        Optional.empty(),
                        one(random, EndedAs.values()),
                        random.nextBoolean()
                                ? Optional.of(Duration.ofNanos(random.nextLong(900_000_000)))
                                : Optional.empty(),
                        Duration.ofNanos(random.nextLong(1_000_000_000, 90_000_000_000L))),
                Optional.empty(),
                any(random, "balanced", "cost")
                        .map(mode -> picked(mode, random.nextBoolean() ? "band" : "novel", one(random, DOMAINS))));
    }

    private static final String[] DOMAINS = {"chat", "code", "math"};

    private static <T> T one(RandomGenerator random, T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    private static Optional<String> any(RandomGenerator random, String... values) {
        int chosen = random.nextInt(values.length + 1);
        return chosen == values.length ? Optional.empty() : Optional.of(values[chosen]);
    }
}
