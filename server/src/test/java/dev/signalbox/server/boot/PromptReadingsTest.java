package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.routing.TextEmbedding;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.SettingsHolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptReadingsTest {
    private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();

    @Test
    void goesOnWithTheNextPromptWhateverFailsWithOne(@TempDir Path directory) throws Exception {
        String yaml = "ledger: { directory: \"" + directory + "\", readings: 30d }\n";
        Loaded loaded = Configuration.load("x", yaml, directory, _ -> "k");
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        Settings settings = ((Loaded.Good) loaded).settings();
        TextEmbedding embedding = (_, user, _) -> {
            if (user.equals("bad")) {
                throw new IllegalStateException("bug");
            }
            return new TextEmbedding.Made.Vector(new float[] {0.6f, 0.8f});
        };
        try (PromptReadings readings = new PromptReadings(
                settings.ledger(), new SettingsHolder(settings), embedding, outcomes::add, Clock.systemUTC())) {
            readings.judged("one", "", "bad", 3);
            readings.judged("two", "", "good", 3);
            assertThat(outcomes.poll(20, TimeUnit.SECONDS)).isEqualTo("failed");
            assertThat(outcomes.poll(20, TimeUnit.SECONDS)).isEqualTo("kept");
        }
    }
}
