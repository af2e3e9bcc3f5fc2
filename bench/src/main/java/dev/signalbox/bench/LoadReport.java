package dev.signalbox.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What one run measured. */
record LoadReport(
        LoadOptions options,
        Callers.Tally tally,
        double seconds,
        Duration gateway,
        Duration simulator,
        long residentBefore,
        long residentAfter,
        long open) {

    void print(PrintStream out) {
        long answered = tally.answered.sum();
        long errors =
                tally.errors.values().stream().mapToLong(each -> each.sum()).sum();
        long units = options.mode() == LoadOptions.Mode.WHOLE ? answered : tally.events.sum();
        double micros = units == 0 ? 0 : gateway.toNanos() / 1000.0 / units;
        row(out, "answered", String.format(Locale.ROOT, "%d (%.0f a second)", answered, answered / seconds));
        row(out, "errors", String.format(Locale.ROOT, "%d %s", errors, tally.errors));
        row(out, "open at the end", String.format(Locale.ROOT, "%d", open));
        row(
                out,
                "events",
                String.format(Locale.ROOT, "%d (%.0f a second)", tally.events.sum(), tally.events.sum() / seconds));
        row(
                out,
                "latency ms",
                String.format(Locale.ROOT, "p50 %.1f  p90 %.1f  p99 %.1f  max %.1f", at(50), at(90), at(99), at(100)));
        row(
                out,
                "gateway CPU",
                String.format(
                        Locale.ROOT,
                        "%.1f s = %.0f %% of a core; %.0f us for each %s",
                        gateway.toMillis() / 1000.0,
                        gateway.toNanos() / 1e7 / seconds,
                        micros,
                        options.mode() == LoadOptions.Mode.WHOLE ? "request" : "event"));
        row(
                out,
                "simulator CPU",
                String.format(
                        Locale.ROOT,
                        "%.1f s = %.0f %% of a core",
                        simulator.toMillis() / 1000.0,
                        simulator.toNanos() / 1e7 / seconds));
        row(
                out,
                "gateway RSS MB",
                String.format(Locale.ROOT, "%d before, %d after", residentBefore >> 20, residentAfter >> 20));
        out.printf(
                Locale.ROOT,
                "{\"mode\":\"%s\",\"answered\":%d,\"errors\":%d,\"seconds\":%.1f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"gateway_us\":%.1f,\"rss_before_mb\":%d,\"rss_after_mb\":%d}%n",
                options.mode(),
                answered,
                errors,
                seconds,
                at(50),
                at(99),
                micros,
                residentBefore >> 20,
                residentAfter >> 20);
    }

    private double at(double percentile) {
        return tally.latency.getValueAtPercentile(percentile) / 1000.0;
    }

    private static void row(PrintStream out, String name, String value) {
        out.printf(Locale.ROOT, "%-18s %s%n", name, value);
    }
}
