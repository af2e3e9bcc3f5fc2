package dev.signalbox.server.health;

import dev.signalbox.server.settings.BreakerRule;
import dev.signalbox.server.settings.BreakerSettings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The breaker of one target: closed until a rule has counted enough, then open for a time, then half-open until one probe
 * has shown how the target fares.
 *
 * <p>Only the probe decides while it is half-open: what was sent earlier and ends now says nothing about now. While it is
 * open, failures can only lengthen a time that the target names. What a peer says opens it only while it is closed, and
 * whoever has nowhere else to go then finds out. Guarded by its owner; all times are on the monotonic clock.
 */
final class Breaker {
    /** No provider is believed that names a longer time. */
    static final Duration LONGEST = Duration.ofDays(1);

    private BreakerSettings settings = BreakerSettings.none();
    private List<RuleCount> counts = List.of();
    private Phase phase = new Phase.Closed();

    /** These rules hold from now on. A breaker that is open stays so, unless there are no rules any more. */
    void adopt(BreakerSettings fresh, long now) {
        if (fresh.equals(settings)) {
            return;
        }
        settings = fresh;
        if (fresh.rules().isEmpty()) {
            phase = new Phase.Closed();
        }
        beginCounting(now);
    }

    boolean hasRules() {
        return !counts.isEmpty();
    }

    Phase at(long now) {
        if (phase instanceof Phase.Open(BreakerRule rule, long until, Ground ground) && now - until >= 0) {
            phase = new Phase.HalfOpen(rule, ground, false);
        }
        return phase;
    }

    /** Whether a request may pass, and as what. */
    Entry enter(long now, boolean nothingElse) {
        return switch (at(now)) {
            case Phase.Closed _ -> Entry.FREE;
            case Phase.Open(BreakerRule rule, long _, Ground ground) -> {
                if (!nothingElse || !Phase.lastResort(rule, ground)) {
                    yield Entry.HELD_BACK;
                }
                yield ground == Ground.PEER ? probe(rule, ground) : Entry.FREE;
            }
            case Phase.HalfOpen(BreakerRule rule, Ground ground, boolean probing) -> {
                if (probing) {
                    yield nothingElse && Phase.lastResort(rule, ground) ? Entry.FREE : Entry.HELD_BACK;
                }
                yield probe(rule, ground);
            }
        };
    }

    private Entry probe(BreakerRule rule, Ground ground) {
        phase = new Phase.HalfOpen(rule, ground, true);
        return Entry.PROBE;
    }

    /** A peer was made to leave the target alone by the rule of this name. Whether that holds here too. */
    boolean heard(long now, String name, Duration time) {
        Optional<BreakerRule> own = settings.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst();
        own.ifPresent(rule -> phase = new Phase.Open(rule, now + time.toNanos(), Ground.PEER));
        return own.isPresent();
    }

    /** A peer has found the target well: if only a peer kept it away from here, it may be probed this soon. */
    boolean heardReset(long now, Duration soon) {
        if (at(now) instanceof Phase.Open(BreakerRule rule, long until, Ground ground)
                && ground == Ground.PEER
                && until - now > soon.toNanos()) {
            phase = new Phase.Open(rule, now + soon.toNanos(), ground);
            return true;
        }
        return false;
    }

    /** Whether it is only a peer's word that the target is out. */
    boolean byPeer(long now) {
        return switch (at(now)) {
            case Phase.Closed _ -> false;
            case Phase.Open open -> open.ground() == Ground.PEER;
            case Phase.HalfOpen half -> half.ground() == Ground.PEER;
        };
    }

    void succeeded(long now) {
        if (at(now) instanceof Phase.Closed) {
            counts.forEach(count -> count.succeeded(now));
        }
    }

    /** The trip that this failure caused, if it was the one too many. */
    Optional<Phase.Open> failed(long now, Fault fault) {
        return switch (at(now)) {
            case Phase.Closed _ -> {
                List<BreakerRule> reached = counts.stream()
                        .filter(count -> count.failed(now, fault))
                        .map(RuleCount::rule)
                        .toList();
                yield longest(reached, now, fault).map(this::trip);
            }
            case Phase.Open open -> {
                lengthen(open, now, fault);
                yield Optional.empty();
            }
            case Phase.HalfOpen _ -> Optional.empty();
        };
    }

    /** The probe went well. Whether that closed the breaker. */
    boolean probeSucceeded(long now) {
        if (!(at(now) instanceof Phase.HalfOpen)) {
            return false;
        }
        phase = new Phase.Closed();
        beginCounting(now);
        return true;
    }

    /** The probe failed. A failure that is nobody's fault leaves the question to the next one. */
    Optional<Phase.Open> probeFailed(long now, Fault fault) {
        if (!(at(now) instanceof Phase.HalfOpen half)) {
            return Optional.empty();
        }
        List<BreakerRule> matching =
                settings.rules().stream().filter(fault::counts).toList();
        if (matching.isEmpty() && !fault.blamed()) {
            probeUndecided(now);
            return Optional.empty();
        }
        return longest(matching.isEmpty() ? List.of(half.rule()) : matching, now, fault)
                .map(this::trip);
    }

    /** The probe did not come to its end. */
    void probeUndecided(long now) {
        if (at(now) instanceof Phase.HalfOpen(BreakerRule rule, Ground ground, boolean _)) {
            phase = new Phase.HalfOpen(rule, ground, false);
        }
    }

    private void beginCounting(long now) {
        counts = settings.rules().stream().map(rule -> new RuleCount(rule, now)).toList();
    }

    private Phase.Open trip(Phase.Open open) {
        phase = open;
        return open;
    }

    private void lengthen(Phase.Open open, long now, Fault fault) {
        settings.rules().stream()
                .filter(fault::counts)
                .map(rule -> opened(rule, now, fault))
                .filter(other -> other.ground() == Ground.TARGET && other.until() - open.until() > 0)
                .max(Comparator.comparingLong(other -> other.until() - now))
                .ifPresent(this::trip);
    }

    private static Optional<Phase.Open> longest(List<BreakerRule> rules, long now, Fault fault) {
        return rules.stream()
                .map(rule -> opened(rule, now, fault))
                .max(Comparator.comparingLong(open -> open.until() - now));
    }

    private static Phase.Open opened(BreakerRule rule, long now, Fault fault) {
        boolean told = rule.acceptRetryAfter() && fault.retryAfter().isPresent();
        Duration time =
                rule.acceptRetryAfter() ? fault.retryAfter().or(fault::hint).orElse(rule.trip()) : rule.trip();
        Duration bounded = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        return new Phase.Open(rule, now + bounded.toNanos(), told ? Ground.TARGET : Ground.RULE);
    }
}
