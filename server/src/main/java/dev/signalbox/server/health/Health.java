package dev.signalbox.server.health;

import dev.signalbox.server.settings.BreakerSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * How targets fared lately, seen only through the attempts that dispatch makes.
 *
 * <p>A target without breaker rules is unhealthy while at least {@value #FEWEST_FAILURES} attempts of the last two minutes
 * failed and they are at least a fifth of all its attempts; it recovers by itself as failures age out of the window. It is
 * unhealthy too for {@value #SET_BACK_SECONDS} seconds after a failure that was the last of {@value #IN_A_ROW} or more in a row. A
 * target with rules is judged by them alone.
 */
public final class Health {
    /** The window that is looked back on. */
    public static final Duration WINDOW = Duration.ofMinutes(2);

    static final int FEWEST_FAILURES = 2;
    static final int LEAST_PERCENT = 20;
    static final int IN_A_ROW = 3;
    static final int SET_BACK_SECONDS = 20;
    static final Duration SET_BACK = Duration.ofSeconds(SET_BACK_SECONDS);

    private final LongSupplier nanoTime;
    private final HealthObserver observer;
    private final ConcurrentMap<String, TargetHealth> targets = new ConcurrentHashMap<>();
    private final Troubles troubles = new Troubles();

    /** How a target stands. */
    public enum Standing {
        /** It is tried at its place. */
        HEALTHY(0),
        /** Its trip is over; the next request that comes to it is its probe. */
        HALF_OPEN(1),
        /** Others are tried first. */
        UNHEALTHY(2),
        /** A breaker took it out, or a probe is under way: it is tried only if nothing else is left. */
        OPEN(3),
        /** The same, and it is not tried even then. */
        BARRED(4);

        private final int rank;
        private final String word = name().toLowerCase(Locale.ROOT);

        Standing(int rank) {
            this.rank = rank;
        }

        /** The word that plans show. */
        public String word() {
            return word;
        }

        /** Whether other targets should be tried first. */
        public boolean unhealthy() {
            return rank > HALF_OPEN.rank;
        }

        /** The higher, the worse; this is what metrics show. */
        public int rank() {
            return rank;
        }
    }

    /** @param nanoTime a monotonic clock in nanoseconds */
    public Health(LongSupplier nanoTime, HealthObserver observer) {
        this.nanoTime = nanoTime;
        this.observer = observer;
    }

    /** Tells nobody. */
    public Health(LongSupplier nanoTime) {
        this(nanoTime, HealthObserver.NONE);
    }

    /**
     * Leave to try this target; none if it is to be left alone now.
     *
     * @param rules its breaker's, as the settings of this request have them
     * @param nothingElse whether the request has no other target to go to
     */
    public Optional<Pass> enter(String target, BreakerSettings rules, boolean nothingElse) {
        return watched(target).enter(rules, nothingElse);
    }

    /**
     * For so long a target whose trip is over waits for one who comes by {@link #enterToProbe}: others go elsewhere unless
     * they have nowhere to go. To be said again and again, so that callers take over where nobody comes any more.
     */
    public void expectProbe(String target, Duration time) {
        watched(target).expectProbe(time);
    }

    /**
     * Leave to find out how this target fares, at nobody's risk; none while it is taken out or somebody is finding out.
     *
     * @param rules its breaker's
     */
    public Optional<Pass> enterToProbe(String target, BreakerSettings rules) {
        return watched(target).enterToProbe(rules);
    }

    /** An attempt at this target went well. */
    public void succeeded(String target) {
        watched(target).succeeded(nanoTime.getAsLong());
    }

    /** An attempt at this target failed by the fault of the target. */
    public void failed(String target) {
        watched(target).failed(Fault.status(500));
    }

    /**
     * A peer has taken this target out. What this gateway has seen itself goes before it, and it never keeps away a request
     * that has nowhere else to go.
     *
     * @param rules its breaker's, as this gateway has them
     * @param rule the name of the peer's rule
     * @param time for how long; never more than the caller's own bound
     */
    public Heeded heardTrip(String target, BreakerSettings rules, String rule, Duration time) {
        return watched(target).heardTrip(rules, rule, time);
    }

    /** The last attempts of a peer at this target failed: others are tried first for a time, if it has no rules here. */
    public Heeded heardSetBack(String target, BreakerSettings rules, Duration time) {
        return watched(target).heardSetBack(rules, time.compareTo(SET_BACK) < 0 ? time : SET_BACK);
    }

    /** A peer has found this target well: if only a peer kept it away from here, it may be probed as soon as this. */
    public Heeded heardReset(String target, BreakerSettings rules, Duration soon) {
        return watched(target).heardReset(rules, soon);
    }

    /** How the target stands now. */
    public State of(String target) {
        TargetHealth known = targets.get(target);
        return known == null ? State.FRESH : known.state();
    }

    /** How a target stands: the part of {@link #of} that every plan asks for. */
    public Standing standing(String target) {
        return troubles.has(target) ? of(target).standing() : Standing.HEALTHY;
    }

    /** Whether all targets are healthy, so that nobody need ask for one after the other. */
    public boolean isUntroubled() {
        return troubles.none();
    }

    /** How many targets are unhealthy now. */
    public int unhealthy() {
        return (int) targets.values().stream()
                .filter(target -> target.state().unhealthy())
                .count();
    }

    private TargetHealth watched(String target) {
        TargetHealth known = targets.get(target);
        if (known != null) {
            return known;
        }
        TargetHealth fresh = new TargetHealth(target, nanoTime, observer, troubles);
        TargetHealth other = targets.putIfAbsent(target, fresh);
        if (other == null) {
            observer.watched(this, target);
        }
        return other == null ? fresh : other;
    }

    /**
     * How a target stands.
     *
     * @param attempts in the window
     * @param failures in the window
     * @param inARow how many attempts failed one after the other, if that is why it stands so
     * @param rule the rule by which it was taken out
     * @param left for how long it is left alone yet; without rules, by the word of a peer
     */
    public record State(
            long attempts, long failures, int inARow, Standing standing, Optional<String> rule, Duration left) {
        static final State FRESH = new State(0, 0, 0, Standing.HEALTHY, Optional.empty(), Duration.ZERO);

        /** Whether other targets should be tried first. */
        public boolean unhealthy() {
            return standing.unhealthy();
        }

        /** Whether it is not tried even if nothing else is left. */
        public boolean barred() {
            return standing == Standing.BARRED;
        }

        /** Why it stands so, for plans and errors. */
        public String words() {
            return switch (standing) {
                case HEALTHY -> "healthy";
                case HALF_OPEN -> "to be probed after the rule " + rule.orElse("");
                case UNHEALTHY -> {
                    if (!left.isZero()) {
                        yield "the last attempts of a peer failed";
                    }
                    yield inARow > 0
                            ? "its last " + inARow + " attempts failed"
                            : failures + " of " + attempts + " attempts failed in 2 minutes";
                }
                case OPEN, BARRED ->
                    "taken out by the rule " + rule.orElse("")
                            + (left.isZero() ? ", being probed" : " for another " + seconds() + " s");
            };
        }

        private long seconds() {
            return (left.toMillis() + 999) / 1000;
        }
    }
}
