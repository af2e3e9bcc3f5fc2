package dev.signalbox.cli.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    @Test
    void tellsOfLongStepsHowMuchTimeIsLeft() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        StringWriter told = new StringWriter();
        try (ProgressLine line = new ProgressLine(new PrintWriter(told), true, false, now::get)) {
            line.at("reading prompts", 1, 1_001);
            now.set(now.get().plus(Duration.ofSeconds(30)));
            line.at("reading prompts", 101, 1_001);
            now.set(now.get().plus(Duration.ofSeconds(90)));
            line.at("reading prompts", 801, 1_001);
            line.at("reading prompts", 1_001, 1_001);
            line.at("fitting", 1, 2);
            line.at("fitting", 2, 2);
        }
        assertThat(told.toString().lines())
                .containsExactly(
                        "reading prompts: 1 of 1,001",
                        "reading prompts: 101 of 1,001, about 5 min left",
                        "reading prompts: 801 of 1,001, about 30 s left",
                        "reading prompts: 1,001 of 1,001",
                        "fitting: 1 of 2",
                        "fitting: 2 of 2");
    }
}
