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
    private long expectedUntil;
    private boolean expected;
    private int inARow;
    private long lastFailed;
    private volatile boolean untroubled = true;

    TargetHealth(String name, LongSupplier nanoTime, HealthObserver observer) {
        this.name = name;
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
        return new Pass(this, probe);
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

    synchronized void succeeded() {
        long now = nanoTime.getAsLong();
        inARow = 0;
        lately.count(now, false);
        breaker.succeeded(now);
    }

    void failed(Fault fault) {
        Optional<Phase.Open> trip;
        long now = nanoTime.getAsLong();
        synchronized (this) {
            untroubled = false;
            count(now, fault);
            trip = breaker.failed(now, fault);
        }
        tell(trip, now);
    }

    void probeSucceeded() {
        boolean reset;
        synchronized (this) {
            reset = breaker.probeSucceeded(nanoTime.getAsLong());
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
            untroubled = false;
            count(now, fault);
            trip = breaker.probeFailed(now, fault);
        }
        tell(trip, now);
    }

    synchronized void probeUndecided() {
        breaker.probeUndecided(nanoTime.getAsLong());
    }

    /** As {@link #state()} has it; asked for every target of every plan, most of which have no trouble. */
    Health.Standing standing() {
        return untroubled ? Health.Standing.HEALTHY : state().standing();
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
                        Duration.ZERO);
            case Phase.Open(BreakerRule rule, long until, boolean told) ->
                new Health.State(
                        attempts,
                        failures,
                        inARow,
                        Phase.lastResort(rule, told) ? Health.Standing.OPEN : Health.Standing.BARRED,
                        Optional.of(rule.name()),
                        Duration.ofNanos(until - now));
            case Phase.HalfOpen(BreakerRule rule, boolean told, boolean probing) ->
                new Health.State(
                        attempts,
                        failures,
                        inARow,
                        !probing
                                ? Health.Standing.HALF_OPEN
                                : Phase.lastResort(rule, told) ? Health.Standing.OPEN : Health.Standing.BARRED,
                        Optional.of(rule.name()),
                        Duration.ZERO);
        };
    }

    private Health.Standing closed(long now, long attempts, long failures) {
        untroubled = failures == 0 && !setBack(now);
        boolean many = failures >= Health.FEWEST_FAILURES && failures * 100 >= attempts * Health.LEAST_PERCENT;
        return (many || setBack(now)) && !breaker.hasRules() ? Health.Standing.UNHEALTHY : Health.Standing.HEALTHY;
    }

    /** Whether nothing but failures came of late: a share of two minutes would see that too late where traffic is dense. */
    private boolean setBack(long now) {
        return inARow >= Health.IN_A_ROW && now - lastFailed < Health.SET_BACK.toNanos();
    }

    private void count(long now, Fault fault) {
        if (fault.blamed()) {
            inARow++;
            lastFailed = now;
            lately.count(now, true);
        }
    }

    private void tell(Optional<Phase.Open> trip, long now) {
        trip.ifPresent(open -> observer.tripped(name, open.rule().name(), Duration.ofNanos(open.until() - now)));
    }
}
