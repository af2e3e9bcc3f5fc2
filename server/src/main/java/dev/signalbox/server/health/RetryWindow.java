package dev.signalbox.server.health;

import dev.signalbox.server.settings.RetryBudget;
import dev.signalbox.server.settings.RetrySettings;
import java.time.Duration;

/** The requests that came to one target lately, and the retries that followed on them. Guarded by its owner. */
final class RetryWindow {
    /** Long enough that the retries of one request never look like a storm. */
    static final Duration SPAN = Duration.ofSeconds(10);

    private final AttemptWindow lately;

    RetryWindow(long now) {
        this.lately = new AttemptWindow(SPAN, now);
    }

    void request(long now) {
        lately.count(now, false);
    }

    /** Counts one more retry, if the budget has room for it. */
    boolean retry(long now, RetrySettings rules) {
        RetryBudget budget = rules.budget();
        long retries = lately.failures(now);
        long requests = lately.attempts(now) - retries;
        long floor = Math.max(rules.attempts(), budget.floor() * SPAN.toSeconds());
        boolean room = retries < floor || (retries + 1) * RetryBudget.WHOLE <= requests * budget.percent();
        if (room) {
            lately.count(now, true);
        }
        return room;
    }
}
