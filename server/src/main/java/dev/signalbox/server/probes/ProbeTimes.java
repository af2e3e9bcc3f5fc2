package dev.signalbox.server.probes;

import dev.signalbox.server.health.Health.Standing;
import dev.signalbox.server.settings.ProbeScope;
import dev.signalbox.server.settings.ProbeSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * When each target is to be asked the next time; asks nobody. Chance moves every time by up to a fifth, so that targets that
 * fell together, and gateways that started together, do not ask together for ever. Not for several threads.
 */
final class ProbeTimes {
    private static final double LEAST = 0.8;
    private static final double SPREAD = 0.4;

    private final RandomGenerator random;
    private final Map<String, Long> next = new HashMap<>();

    ProbeTimes(RandomGenerator random) {
        this.random = random;
    }

    /** Whether this target is to be asked now. If so, it is not again before its time. */
    boolean due(String target, ProbeSettings rule, Standing standing, long now) {
        return switch (standing) {
            case HEALTHY -> {
                if (rule.targets() == ProbeScope.FAILING) {
                    next.remove(target);
                    yield false;
                }
                next.putIfAbsent(target, now + (long) (rule.every().toNanos() * random.nextDouble()));
                yield passed(target, rule, now);
            }
            case UNHEALTHY -> {
                next.putIfAbsent(target, later(rule, now));
                yield passed(target, rule, now);
            }
            case HALF_OPEN -> {
                next.putIfAbsent(target, now); // its time away was time enough
                yield passed(target, rule, now);
            }
            case OPEN, BARRED -> false;
        };
    }

    /** Forgets all targets but these. */
    void keep(Set<String> targets) {
        next.keySet().retainAll(targets);
    }

    private boolean passed(String target, ProbeSettings rule, long now) {
        boolean due = now - next.getOrDefault(target, now) >= 0;
        if (due) {
            next.put(target, later(rule, now));
        }
        return due;
    }

    private long later(ProbeSettings rule, long now) {
        return now + (long) (rule.every().toNanos() * (LEAST + SPREAD * random.nextDouble()));
    }
}
