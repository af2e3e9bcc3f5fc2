package dev.signalbox.server.health;

import dev.signalbox.server.settings.BreakerRule;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What is known of one target: its attempts of the last two minutes, and its breaker. */
final class TargetHealth {
    private final String name;
    private final LongSupplier nanoTime;
    private final HealthObserver observer;
    private final AttemptWindow lately;
    private final RetryWindow retries;
    private final Breaker breaker = new Breaker();
    private final Hearsay hearsay = new Hearsay();
    private long expectedUntil;
    private boolean expected;
    private int inARow;
    private long lastFailed;
    private final Troubles troubles;
    private boolean troubled;

    TargetHealth(String name, LongSupplier nanoTime, HealthObserver observer, Troubles troubles) {
        this.name = name;
        this.troubles = troubles;
        this.nanoTime = nanoTime;
        this.observer = observer;
        this.lately = new AttemptWindow(Health.WINDOW, nanoTime.getAsLong());
        this.retries = new RetryWindow(nanoTime.getAsLong());
    }

    synchronized Optional<Pass> enter(BreakerSettings rules, boolean nothingElse) {
        long now = nanoTime.getAsLong();
        breaker.adopt(rules, now);
        boolean waits = expected && now - expectedUntil < 0 && !nothingElse;
        return waits && breaker.at(now) instanceof Phase.HalfOpen ? Optional.empty() : passed(now, nothingElse);
    }

    /** For so long a half-open breaker waits for somebody who comes to find out. */
    synchronized void expectProbe(Duration time) {
        expectedUntil = nanoTime.getAsLong() + time.toNanos();
        expected = true;
    }

    /** Leave for somebody who comes to find out. */
    synchronized Optional<Pass> enterToProbe(BreakerSettings rules) {
        long now = nanoTime.getAsLong();
        breaker.adopt(rules, now);
        return passed(now, false);
    }

    private Optional<Pass> passed(long now, boolean nothingElse) {
        return switch (breaker.enter(now, nothingElse)) {
            case FREE -> Optional.of(entered(now, false));
            case PROBE -> Optional.of(entered(now, true));
            case HELD_BACK -> Optional.empty();
        };
    }

    private Pass entered(long now, boolean probe) {
        retries.request(now);
        return new Pass(this, probe, now);
    }

    boolean mayRetry(RetrySettings rules) {
        boolean room;
        synchronized (this) {
            room = retries.retry(nanoTime.getAsLong(), rules);
        }
        if (!room) {
            observer.retrySuppressed(name);
        }
        return room;
    }

    /** @param began when the attempt's request came */
    synchronized void succeeded(long began) {
        long now = nanoTime.getAsLong();
        inARow = 0;
        hearsay.sawSuccess(began, now);
        lately.count(now, false);
        breaker.succeeded(now);
    }

    void failed(Fault fault) {
        Optional<Phase.Open> trip;
        boolean setBack;
        long now = nanoTime.getAsLong();
        synchronized (this) {
            trouble(true);
            count(now, fault);
            setBack = fault.blamed() && inARow == Health.IN_A_ROW && !breaker.hasRules();
            trip = breaker.failed(now, fault);
        }
        tell(trip, now);
        if (setBack) {
            observer.setBack(name, Health.SET_BACK);
        }
    }

    void probeSucceeded() {
        boolean reset;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            boolean heard = breaker.byPeer(now);
            reset = breaker.probeSucceeded(now) && !heard; // what nobody here was told to have left has not come back
            hearsay.sawSuccess(now, now);
            inARow = 0;
            lately.forget();
        }
        if (reset) {
            observer.reset(name);
        }
    }

    void probeFailed(Fault fault) {
        Optional<Phase.Open> trip;
        long now = nanoTime.getAsLong();
        synchronized (this) {
            trouble(true);
            count(now, fault);
            trip = breaker.probeFailed(now, fault);
        }
        tell(trip, now);
    }

    synchronized void probeUndecided() {
        breaker.probeUndecided(nanoTime.getAsLong());
    }

    synchronized Heeded heardTrip(BreakerSettings rules, String rule, Duration time) {
        long now = nanoTime.getAsLong();
        breaker.adopt(rules, now);
        if (!(breaker.at(now) instanceof Phase.Closed)) {
            return Heeded.KNOWN;
        }
        if (hearsay.doubts(now)) {
            return Heeded.DOUBTED;
        }
        if (!breaker.heard(now, rule, time)) {
            return Heeded.FOREIGN;
        }
        return believed(now, time);
    }

    synchronized Heeded heardSetBack(BreakerSettings rules, Duration time) {
        long now = nanoTime.getAsLong();
        breaker.adopt(rules, now);
        if (breaker.hasRules()) {
            return Heeded.FOREIGN;
        }
        if (setBack(now)) {
            return Heeded.KNOWN;
        }
        return hearsay.doubts(now) ? Heeded.DOUBTED : believed(now, time);
    }

    private Heeded believed(long now, Duration time) {
        hearsay.believe(now, time);
        trouble(true);
        return Heeded.HEEDED;
    }

    synchronized Heeded heardReset(BreakerSettings rules, Duration soon) {
        long now = nanoTime.getAsLong();
        breaker.adopt(rules, now);
        return breaker.heardReset(now, soon) ? Heeded.HEEDED : Heeded.KNOWN;
    }

    /** Says whether plans must ask how it stands; most targets have no trouble. */
    private void trouble(boolean some) {
        if (some != troubled) {
            troubled = some;
            if (some) {
                troubles.add(name);
            } else {
                troubles.remove(name);
            }
        }
    }

    synchronized Health.State state() {
        long now = nanoTime.getAsLong();
        long attempts = lately.attempts(now);
        long failures = lately.failures(now);
        return switch (breaker.at(now)) {
            case Phase.Closed _ ->
                new Health.State(
                        attempts,
                        failures,
                        setBack(now) ? inARow : 0,
                        closed(now, attempts, failures),
                        Optional.empty(),
                        bad(now, attempts, failures) || breaker.hasRules() ? Duration.ZERO : hearsay.left(now));
            case Phase.Open(BreakerRule rule, long until, Ground ground) ->
                new Health.State(
                        attempts,
                        failures,
                        inARow,
                        Phase.lastResort(rule, ground) ? Health.Standing.OPEN : Health.Standing.BARRED,
                        Optional.of(named(rule, ground)),
                        Duration.ofNanos(until - now));
            case Phase.HalfOpen(BreakerRule rule, Ground ground, boolean probing) ->
                new Health.State(
                        attempts,
                        failures,
                        inARow,
                        !probing
                                ? Health.Standing.HALF_OPEN
                                : Phase.lastResort(rule, ground) ? Health.Standing.OPEN : Health.Standing.BARRED,
                        Optional.of(named(rule, ground)),
                        Duration.ZERO);
        };
    }

    private Health.Standing closed(long now, long attempts, long failures) {
        trouble(failures > 0 || setBack(now) || hearsay.holds(now));
        boolean last = bad(now, attempts, failures) || hearsay.holds(now);
        return last && !breaker.hasRules() ? Health.Standing.UNHEALTHY : Health.Standing.HEALTHY;
    }

    private boolean bad(long now, long attempts, long failures) {
        return setBack(now)
                || (failures >= Health.FEWEST_FAILURES && failures * 100 >= attempts * Health.LEAST_PERCENT);
    }

    private static String named(BreakerRule rule, Ground ground) {
        return ground == Ground.PEER ? rule.name() + " of a peer" : rule.name();
    }

    /** Whether nothing but failures came of late: a share of two minutes would see that too late where traffic is dense. */
    private boolean setBack(long now) {
        return inARow >= Health.IN_A_ROW && now - lastFailed < Health.SET_BACK.toNanos();
    }

    private void count(long now, Fault fault) {
        if (fault.blamed()) {
            inARow++;
            hearsay.sawFailure();
            lastFailed = now;
            lately.count(now, true);
        }
    }

    private void tell(Optional<Phase.Open> trip, long now) {
        trip.ifPresent(open -> observer.tripped(name, open.rule().name(), Duration.ofNanos(open.until() - now)));
    }
}
