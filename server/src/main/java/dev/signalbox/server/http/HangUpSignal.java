package dev.signalbox.server.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hang-up that somebody can report. */
final class HangUpSignal implements HangUp {
    private volatile boolean happened;
    private @Nullable List<Runnable> actions;

    @Override
    public boolean happened() {
        return happened;
    }

    @Override
    public Registration onHangUp(Runnable action) {
        synchronized (this) {
            if (!happened) {
                if (actions == null) {
                    actions = new ArrayList<>(2);
                }
                actions.add(action);
                return () -> forget(action);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void forget(Runnable action) {
        if (actions != null) {
            actions.remove(action);
        }
    }

    /** Reports the hang-up; only the first report runs the actions. */
    void report() {
        List<Runnable> waiting;
        synchronized (this) {
            if (happened) {
                return;
            }
            happened = true;
            waiting = actions == null ? List.of() : actions;
            actions = null;
        }
        for (Runnable action : waiting) {
            action.run();
        }
    }
}
