package dev.signalbox.server.dispatch;

import dev.signalbox.server.settings.HedgeSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** What is known of the routes that hedge: how long they usually take, and how many second attempts they have left. */
final class Hedges {
    /** As many second attempts as a quiet time may save up; a busy one, what its last moments brought. */
    static final int MOST_SAVED = 10;

    static final Duration MOMENT = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, OfRoute> routes = new ConcurrentHashMap<>();

    Hedges(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What is known of this route; its name is one of the configuration. */
    OfRoute of(String route) {
        OfRoute known = routes.get(route);
        return known != null ? known : routes.computeIfAbsent(route, _ -> new OfRoute());
    }

    /** One route. Thread-safe. */
    final class OfRoute {
        private final LateWindow streams = new LateWindow();
        private final LateWindow wholes = new LateWindow();
        private long saved;
        private long moment;
        private long brought;
        private long broughtBefore;

        /** A request has come; it brings its share of a second attempt. */
        synchronized void requested(HedgeSettings rules) {
            long current = nanoTime.getAsLong() / MOMENT.toNanos();
            if (current != moment) {
                broughtBefore = current == moment + 1 ? brought : 0;
                brought = 0;
                moment = current;
            }
            brought += rules.percent();
            long most = Math.max(brought + broughtBefore, MOST_SAVED * (long) HedgeSettings.WHOLE);
            saved = Math.min(saved + rules.percent(), most);
        }

        /** Takes a second attempt out of what is left, if there is one. */
        synchronized boolean take() {
            boolean enough = saved >= HedgeSettings.WHOLE;
            if (enough) {
                saved -= HedgeSettings.WHOLE;
            }
            return enough;
        }

        /** The first content of an attempt has come, or was not there yet when the other attempt won. */
        void took(boolean stream, long nanos) {
            (stream ? streams : wholes).add(nanoTime.getAsLong(), nanos);
        }

        /** When an attempt is late; nothing while too little is known. */
        Optional<Duration> late(HedgeSettings rules, boolean stream) {
            if (rules.after().isPresent()) {
                return rules.after();
            }
            return (stream ? streams : wholes)
                    .p95(nanoTime.getAsLong())
                    .map(time -> time.compareTo(rules.least()) < 0 ? rules.least() : time);
        }
    }
}
