package dev.signalbox.server.dispatch;

import static dev.signalbox.server.dispatch.SimulatedAttempts.status;
import static dev.signalbox.server.dispatch.SimulatedAttempts.timeout;

import dev.signalbox.server.dispatch.SimulatedAttempts.Fate;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Rules;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One virtual hour of requests to a pool of three targets, of which two have outages of one kind, never both at once. */
final class OutageRun {
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final int PER_SECOND = 10;
    private static final Duration QUICK = Duration.ofMillis(200);
    private static final RetrySettings RETRY =
            new RetrySettings(1, Duration.ofMillis(100), Set.of(429, 500, 502, 503), true);

    private final VirtualTime time = new VirtualTime();
    private final Kind kind;
    private final Memory memory;
    private final SplittableRandom random;
    private final Health shared = new Health(time::now);
    private final Routing routing;
    private final Offer.Routed offer;
    private final Map<String, List<Outage>> outages = new HashMap<>();
    private final List<Long> added = new ArrayList<>();
    private int requests;
    private int answered;
    private int attempts;
    private int mostAttempts;

    /** How targets fail. */
    enum Kind {
        EXHAUSTED_WITH_TIME("429 with Retry-After"),
        EXHAUSTED("429 without"),
        BROKEN("503 at once"),
        SLOW("500 after 5 s"),
        SILENT("nothing for 10 s"),
        FLAPPING("500 every other 2 s"),
        HALF("half of the requests 502");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** What is remembered of failures from one request to the next. */
    enum Memory {
        NONE("none (baseline)"),
        LATELY("default health"),
        RULES("breaker rules");

        final String words;

        Memory(String words) {
            this.words = words;
        }
    }

    /** What came of it. */
    record Figures(
            List<Throwable> thrown,
            int requests,
            int answered,
            double attempts,
            int mostAttempts,
            long addedMedian,
            long added99,
            double failures,
            double leftAfterMillis,
            double backAfterSeconds,
            int mostBack) {}

    /** One outage, and what was seen of it. */
    private static final class Outage {
        final long from;
        final long until;
        int failures;
        long firstFailure = -1;
        long left = -1;
        long back = -1;
        int inFirstSecond;

        Outage(long from, long until) {
            this.from = from;
            this.until = until;
        }
    }

    OutageRun(Kind kind, Memory memory, long seed) {
        this.kind = kind;
        this.memory = memory;
        this.random = new SplittableRandom(seed);
        BreakerSettings breaker =
                memory == Memory.RULES ? Rules.of(Rules.exhausted(), Rules.serverErrors(3)) : BreakerSettings.none();
        List<Target> targets = Stream.of("a", "b", "c")
                .map(name -> Targets.of(name).retry(RETRY).breaker(breaker).build())
                .toList();
        this.offer = Offer.Routed.of(
                RouteSettings.of(
                        "pool",
                        Strategy.POOL,
                        targets.stream()
                                .map(Target::name)
                                .map(TargetSettings::of)
                                .toList()),
                targets);
        this.routing = new Routing(
                new Routing.Services(shared, new Speeds(time::now), random.split(), time::now, (_, _) -> {}));
        plan("a", "b");
    }

    /** Outages of half a minute to three minutes, alternating, so that at any time two of three are well. */
    private void plan(String... names) {
        long at = Duration.ofSeconds(30).toNanos();
        for (int i = 0; at < LENGTH.toNanos(); i++) {
            long until = at + Duration.ofSeconds(random.nextLong(30, 180)).toNanos();
            outages.computeIfAbsent(names[i % names.length], _ -> new ArrayList<>())
                    .add(new Outage(at, until));
            at = until + Duration.ofSeconds(random.nextLong(150, 300)).toNanos();
        }
    }

    Figures run() {
        requests = (int) LENGTH.toSeconds() * PER_SECOND;
        for (int i = 0; i < requests; i++) {
            SplittableRandom own = random.split();
            time.at(Duration.ofNanos(own.nextLong(LENGTH.toNanos())), () -> request(own));
        }
        List<Throwable> thrown = time.run();
        long[] sorted = added.stream().mapToLong(Long::longValue).sorted().toArray();
        List<Outage> all = outages.values().stream().flatMap(List::stream).toList();
        return new Figures(
                thrown,
                requests,
                answered,
                (double) attempts / requests,
                mostAttempts,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)],
                all.stream().mapToInt(outage -> outage.failures).average().orElse(0),
                all.stream()
                        .filter(outage -> outage.left >= 0)
                        .mapToLong(outage -> millis(outage.left - outage.firstFailure))
                        .average()
                        .orElse(-1),
                all.stream()
                        .filter(outage -> outage.back >= 0)
                        .mapToDouble(outage -> millis(outage.back - outage.until) / 1_000.0)
                        .average()
                        .orElse(-1),
                all.stream().mapToInt(outage -> outage.inFirstSecond).max().orElse(0));
    }

    private void request(SplittableRandom own) {
        long began = time.now();
        Health health = memory == Memory.NONE ? new Health(time::now) : shared;
        List<Candidate> plan =
                routing.plan(Requests.plain(), Requests.CALLER, offer).candidates();
        SimulatedAttempts simulated = new SimulatedAttempts(time, (candidate, _) -> fate(candidate.target(), own));
        Reply reply = new Attempts(
                        simulated,
                        new Attempts.Surroundings(health, (pause, _) -> time.sleep(pause), own, time::now),
                        HangUp.never(),
                        began + Duration.ofMinutes(5).toNanos())
                .run(plan);
        if (reply instanceof Reply.Whole) {
            answered++;
        }
        attempts += simulated.made();
        mostAttempts = Math.max(mostAttempts, simulated.made());
        added.add(Math.max(0, millis(time.now() - began - QUICK.toNanos())));
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private @Nullable Outage outage(String target, long now) {
        return outages.getOrDefault(target, List.of()).stream()
                .filter(each -> now >= each.from && now < each.until)
                .findFirst()
                .orElse(null);
    }

    private Fate fate(Outage outage, SplittableRandom own) {
        long now = time.now();
        return switch (kind) {
            case EXHAUSTED_WITH_TIME -> quickly(Optional.of(status(429, Duration.ofNanos(outage.until - now))));
            case EXHAUSTED -> quickly(Optional.of(status(429, null)));
            case BROKEN -> quickly(Optional.of(status(503, null)));
            case SLOW -> new Fate(Duration.ofSeconds(5), Optional.of(status(500, null)));
            case SILENT -> new Fate(Duration.ofSeconds(10), Optional.of(timeout()));
            case FLAPPING ->
                quickly(
                        now / Duration.ofSeconds(2).toNanos() % 2 == 0
                                ? Optional.of(status(500, null))
                                : Optional.empty());
            case HALF -> quickly(own.nextBoolean() ? Optional.of(status(502, null)) : Optional.empty());
        };
    }

    private static Fate quickly(Optional<AttemptFailure> failure) {
        return new Fate(failure.isPresent() ? Duration.ofMillis(20) : QUICK, failure);
    }

    /** What happens to an attempt that comes to a target now. */
    private Fate fate(Target target, SplittableRandom own) {
        Outage outage = outage(target.name(), time.now());
        came(target.name(), time.now());
        return outage == null
                ? new Fate(QUICK, Optional.empty())
                : fate(outage, own).andThen(() -> note(outage, target));
    }

    private void note(Outage outage, Target target) {
        if (outage.firstFailure < 0) {
            outage.firstFailure = time.now();
        }
        outage.failures++;
        if (outage.left < 0 && shared.of(target.key()).unhealthy()) {
            outage.left = time.now();
        }
    }

    /** Notes the first attempt after an outage, and how many came within a second of it. */
    private void came(String target, long now) {
        List<Outage> its = outages.getOrDefault(target, List.of());
        Outage last = null;
        for (Outage each : its) {
            if (now >= each.until) {
                last = each;
            }
        }
        if (last != null && outage(target, now) == null) {
            if (last.back < 0) {
                last.back = now;
            }
            if (now - last.back < Duration.ofSeconds(1).toNanos()) {
                last.inFirstSecond++;
            }
        }
    }
}
