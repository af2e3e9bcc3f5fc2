package dev.signalbox.server.health;

import dev.signalbox.server.settings.BreakerRule;

/** What one rule has counted. */
final class RuleCount {
    private final BreakerRule rule;
    private final AttemptWindow window;

    RuleCount(BreakerRule rule, long now) {
        this.rule = rule;
        this.window = new AttemptWindow(rule.interval(), now);
    }

    BreakerRule rule() {
        return rule;
    }

    void succeeded(long now) {
        window.count(now, false);
    }

    /** Counts a failure and tells whether it is the one too many. */
    boolean failed(long now, Fault fault) {
        boolean counts = fault.counts(rule);
        if (counts || fault.blamed()) {
            window.count(now, counts);
        }
        return counts && reached(now);
    }

    private boolean reached(long now) {
        long failures = window.failures(now);
        if (rule.count().isPresent()) {
            return failures >= rule.count().get();
        }
        long attempts = window.attempts(now);
        return attempts >= rule.least()
                && failures * 100 >= attempts * rule.percentage().orElse(100);
    }
}
