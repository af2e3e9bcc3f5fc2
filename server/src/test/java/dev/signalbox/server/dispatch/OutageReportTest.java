package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An hour of virtual time for each kind of outage, at two of three targets: what callers get and what targets bear, by how much
 * is remembered of failures. Writes {@code target/outages.md}.
 */
@Tag("slow")
class OutageReportTest {
    private static final long SEED = 20_261_121;

    @Test
    void tellsWhatCallersGetAndWhatTargetsBear() throws IOException {
        List<String> lines = new ArrayList<>();
        List<Ran> runs = new ArrayList<>();
        lines.add(
                "| outage | memory | answered | attempts a request | most | added p50 ms | added p99 ms"
                        + " | failed attempts an outage (mean) | left after ms (mean) | back after s (mean) | most in the first second back |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|");
        for (OutageRun.Kind kind : OutageRun.Kind.values()) {
            for (OutageRun.Memory memory : OutageRun.Memory.values()) {
                OutageRun.Figures figures = new OutageRun(kind, memory, SEED).run();
                lines.add(line(kind, memory, figures));
                runs.add(new Ran(kind, memory, figures));
            }
        }
        Path report = Path.of("target", "outages.md");
        Files.write(report, lines);
        lines.forEach(System.out::println);
        runs.forEach(Ran::check);
    }

    private record Ran(OutageRun.Kind kind, OutageRun.Memory memory, OutageRun.Figures figures) {
        void check() {
            String which = kind + " " + memory;
            assertThat(figures.thrown()).as(which).isEmpty();
            assertThat(figures.answered()).as(which).isEqualTo(figures.requests());
            if (memory == OutageRun.Memory.RULES) {
                assertThat(figures.attempts()).as(which).isLessThan(1.3);
                assertThat(figures.failures()).as(which).isLessThan(60);
                assertThat(figures.mostBack())
                        .as(which + ": one probe, then its share")
                        .isLessThanOrEqualTo(12);
            }
        }
    }

    private static String line(OutageRun.Kind kind, OutageRun.Memory memory, OutageRun.Figures f) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.3f %% | %.3f | %d | %d | %d | %.1f | %.0f | %.1f | %d |",
                kind.words,
                memory.words,
                100.0 * f.answered() / f.requests(),
                f.attempts(),
                f.mostAttempts(),
                f.addedMedian(),
                f.added99(),
                f.failures(),
                f.leftAfterMillis(),
                f.backAfterSeconds(),
                f.mostBack());
    }
}
