package dev.signalbox.server.dispatch;

import static dev.signalbox.server.dispatch.SimulatedAttempts.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.dispatch.SimulatedAttempts.Fate;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.HealthObserver;
import dev.signalbox.server.health.Rules;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.RetrySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten minutes with outages of two of three targets, in virtual time: what callers get, and what targets have to bear. */
class OutagesTest {
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final int PER_SECOND = 10;
    private static final BreakerSettings BREAKER = Rules.of(Rules.exhausted(), Rules.serverErrors(3));
    private static final RetrySettings RETRY =
            new RetrySettings(1, Duration.ofMillis(100), Set.of(429, 500, 503), true);

    private final VirtualTime time = new VirtualTime();
    private final Map<String, List<Outage>> outages = new HashMap<>();
    private final Map<String, Out> out = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int trips;
    private int resets;
    private int answered;
    private final Health health = new Health(time::now, new HealthObserver() {
        @Override
        public void tripped(String target, String rule, Duration length) {
            trips++;
            out.put(target, new Out(time.now() + length.toNanos()));
        }

        @Override
        public void reset(String target) {
            resets++;
            out.remove(target);
        }
    });

    /** How a target fails for a time. */
    private record Outage(long from, long until, Kind kind) {
        enum Kind {
            EXHAUSTED_WITH_TIME,
            EXHAUSTED,
            BROKEN,
            FLAPPING
        }
    }

    /** A trip, and the requests that came to the target when its time was over and nothing was decided yet. */
    private static final class Out {
        private final long until;
        private int probes;

        Out(long until) {
            this.until = until;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRequestIsAnsweredAndNoTargetIsRunOver(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        outages.put("a", outages(random));
        outages.put("b", outages(random));
        List<Target> targets = Stream.of("a", "b", "c")
                .map(name -> Targets.of(name).retry(RETRY).breaker(BREAKER).build())
                .toList();
        int requests = (int) LENGTH.toSeconds() * PER_SECOND;
        for (int i = 0; i < requests; i++) {
            SplittableRandom own = random.split();
            time.at(Duration.ofNanos(own.nextLong(LENGTH.toNanos())), () -> request(targets, own));
        }

        assertThat(time.run()).isEmpty();
        assertThat(wrong).isEmpty();
        assertThat(answered).isEqualTo(requests);
        assertThat(trips).as("trips").isGreaterThan(4);
        assertThat(resets).as("resets").isGreaterThan(1);
    }

    private static List<Outage> outages(SplittableRandom random) {
        List<Outage> outages = new ArrayList<>();
        long at = 0;
        while (at < LENGTH.toNanos()) {
            long from = at + Duration.ofSeconds(random.nextLong(5, 60)).toNanos();
            long until = from + Duration.ofSeconds(random.nextLong(5, 90)).toNanos();
            Outage.Kind[] kinds = Outage.Kind.values();
            outages.add(new Outage(from, until, kinds[random.nextInt(kinds.length)]));
            at = until;
        }
        return outages;
    }

    private void request(List<Target> targets, SplittableRandom random) {
        List<Candidate> healthy = candidates(targets, false);
        List<Candidate> plan = new ArrayList<>(healthy);
        plan.addAll(candidates(targets, true));
        SimulatedAttempts simulated = new SimulatedAttempts(
                time, (candidate, again) -> fate(candidate.target().name(), again, random));
        Attempts.Surroundings surroundings =
                new Attempts.Surroundings(health, (pause, _) -> time.sleep(pause), random, time::now);
        Reply reply = new Attempts(
                        simulated,
                        surroundings,
                        HangUp.never(),
                        time.now() + Duration.ofMinutes(5).toNanos())
                .run(plan);
        assertThat(reply).isInstanceOf(Reply.Whole.class);
        assertThat(simulated.made()).isLessThanOrEqualTo(targets.size() * (1 + RETRY.attempts()));
        answered++;
    }

    private List<Candidate> candidates(List<Target> targets, boolean unhealthy) {
        return targets.stream()
                .filter(target -> health.of(target.key()).unhealthy() == unhealthy)
                .map(target -> new Candidate(target, "simulated"))
                .toList();
    }

    /** A request that comes anew to a target that is out, or that is not the only one to find out how it fares. */
    private void entered(String target) {
        Out now = out.get(target);
        if (now == null) {
            return;
        }
        if (time.now() < now.until) {
            wrong.add(target + " was tried while it was out, at " + time.now());
        } else if (now.probes++ > 0) {
            wrong.add(target + " got a second probe at " + time.now());
        }
    }

    /** An attempt fails if its target is out of order when it comes there. */
    private Fate fate(String target, boolean again, SplittableRandom random) {
        if (!again) {
            entered(target);
        }
        return new Fate(Duration.ofMillis(random.nextLong(20, 400)), failure(target));
    }

    private Optional<AttemptFailure> failure(String target) {
        long now = time.now();
        return outages.getOrDefault(target, List.of()).stream()
                .filter(outage -> now >= outage.from && now < outage.until)
                .findFirst()
                .flatMap(outage -> switch (outage.kind) {
                    case EXHAUSTED_WITH_TIME -> Optional.of(status(429, Duration.ofNanos(outage.until - now)));
                    case EXHAUSTED -> Optional.of(status(429, null));
                    case BROKEN -> Optional.of(status(503, null));
                    case FLAPPING ->
                        now / Duration.ofSeconds(2).toNanos() % 2 == 0
                                ? Optional.of(status(500, null))
                                : Optional.empty();
                });
    }
}
