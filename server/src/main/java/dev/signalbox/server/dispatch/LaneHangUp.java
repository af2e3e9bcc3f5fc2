package dev.signalbox.server.dispatch;

import dev.signalbox.server.http.HangUp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A hang-up that happens when the caller goes away, or when an attempt is given up for another one. */
final class LaneHangUp implements HangUp {
    private final HangUp caller;
    private final List<Runnable> actions = new ArrayList<>(2);
    private volatile boolean givenUp;

    LaneHangUp(HangUp caller) {
        this.caller = caller;
    }

    boolean givenUp() {
        return givenUp;
    }

    @Override
    public boolean happened() {
        return givenUp || caller.happened();
    }

    @Override
    public Registration onHangUp(Runnable action) {
        AtomicBoolean ran = new AtomicBoolean();
        Runnable once = () -> {
            if (!ran.getAndSet(true)) {
                action.run();
            }
        };
        Registration ofCaller = caller.onHangUp(once);
        boolean late;
        synchronized (actions) {
            late = givenUp;
            if (!late) {
                actions.add(once);
            }
        }
        if (late) {
            once.run();
        }
        return () -> {
            ofCaller.cancel();
            synchronized (actions) {
                actions.remove(once);
            }
        };
    }

    /** Gives the attempt up; harmless when repeated. */
    void giveUp() {
        List<Runnable> waiting;
        synchronized (actions) {
            givenUp = true;
            waiting = List.copyOf(actions);
            actions.clear();
        }
        waiting.forEach(Runnable::run);
    }
}
