package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Laps;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.Settings;
import java.util.List;

/**
 * The field {@code server-timing}: each stage of the road that the request came to, with the judgement of the prompt, which is a part of
 * its routing, then the time at providers, the rest, and all
 * of it, up to the moment before the head leaves. In milliseconds; no name of anything that is not in other fields.
 */
final class ServerTiming {
    private static final List<Laps.Stage> STAGES = List.of(Laps.Stage.values());
    private static final int USUAL_LENGTH = 192;
    private static final int MICROS_PER_MILLI = 1_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private ServerTiming() {}

    /** Adds the field, where the operator lets it be told. */
    static void add(Headers.Builder fields, Settings settings, long startedNanos, Laps laps) {
        if (settings.server().serverTiming()) {
            fields.add("server-timing", of(startedNanos, laps));
        }
    }

    private static String of(long startedNanos, Laps laps) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH);
        for (Laps.Stage stage : STAGES) {
            if (laps.reached(stage)) {
                add(out, stage.word(), laps.nanos(stage));
            }
            if (stage == Laps.Stage.ROUTING && laps.judged().isPresent()) {
                add(out, "learned", laps.judged().getAsLong());
            }
        }
        long total = laps.lastNanos() - startedNanos;
        long provider = Math.min(laps.atProviders(), total);
        add(out, "provider", provider);
        add(out, "gateway", total - provider);
        add(out, "total", total);
        return out.toString();
    }

    private static void add(StringBuilder out, String name, long nanos) {
        long micros = Math.max(0, nanos) / NANOS_PER_MICRO;
        long rest = micros % MICROS_PER_MILLI;
        out.append(out.isEmpty() ? "" : ", ").append(name).append(";dur=").append(micros / MICROS_PER_MILLI);
        out.append(rest < 100 ? rest < 10 ? ".00" : ".0" : ".").append(rest);
    }
}
