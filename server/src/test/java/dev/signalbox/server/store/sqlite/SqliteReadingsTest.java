package dev.signalbox.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.store.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteReadingsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    private static Reading reading(int number) {
        return new Reading(
                "req_" + number, NOW.plusSeconds(number), 1, 40 + number, new float[] {0.25f, number}, new float[] {
                    0.5f, -0.5f, number
                });
    }

    @Test
    void givesBackWhatWasKept() {
        try (SqliteReadings readings = SqliteReadings.open(directory)) {
            readings.keep(reading(1));
        }
        try (SqliteReadings again = SqliteReadings.beside(directory).orElseThrow()) {
            Reading found = again.find("req_1").orElseThrow();
            assertThat(found.made()).isEqualTo(NOW.plusSeconds(1));
            assertThat(found.tokens()).isEqualTo(41);
            assertThat(found.surface()).containsExactly(0.25f, 1);
            assertThat(found.embedding()).containsExactly(0.5f, -0.5f, 1);
            assertThat(again.find("req_2")).isEmpty();
        }
    }

    @Test
    void forgetsWhatIsOldAndTheOldestOfTooMany() {
        try (SqliteReadings readings = SqliteReadings.open(directory)) {
            for (int i = 0; i < 10; i++) {
                readings.keep(reading(i));
            }
            assertThat(readings.purge(NOW.plusSeconds(2), 5)).isEqualTo(5);
            assertThat(readings.find("req_4")).isEmpty();
            assertThat(readings.find("req_5")).isPresent();
            assertThat(readings.forget(Set.of("req_5", "req_1"))).isEqualTo(1);
            assertThat(readings.purge(NOW.plus(Duration.ofDays(1)), 5)).isZero();
        }
    }
}
