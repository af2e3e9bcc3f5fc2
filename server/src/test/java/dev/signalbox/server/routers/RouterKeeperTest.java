package dev.signalbox.server.routers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.config.Reload;
import dev.signalbox.server.config.WeightsFiles;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterKeeperTest {
    private static final RouterKeeper.Terms ANY = new RouterKeeper.Terms(Optional.empty(), Optional.empty(), false);
    private static final Map<String, String> KEYS = Map.of("OPENAI_API_KEY", "one", "ANTHROPIC_API_KEY", "two");

    @TempDir
    private Path directory;

    @Test
    void leavesFilesAsTheyWereWhenTheReloadBreaks() throws Exception {
        assumeTrue(LearnedWeights.shipped().isPresent(), "no trained weights come with this build");
        Files.writeString(directory.resolve("signalbox.yaml"), Imports.CONFIGURATION);
        byte[] body = Imports.ARM.replace("account/model-router-prod", "one").getBytes(UTF_8);
        Supplier<Reload> works = () -> new Reload.Swapped(settings(), List.of());
        Supplier<Reload> breaks = () -> {
            throw new IllegalStateException("broken");
        };
        Path file = directory.resolve("routers/one.yaml");

        assertThatThrownBy(() -> keeper(breaks).put("one", body, ANY)).hasMessage("broken");
        assertThat(file).doesNotExist();

        assertThat(keeper(works).put("one", body, ANY)).isInstanceOf(KeptRouter.Kept.class);
        String before = Files.readString(file);
        byte[] other = new String(body, UTF_8).replace("quality", "cost").getBytes(UTF_8);
        assertThatThrownBy(() -> keeper(breaks).put("one", other, ANY)).hasMessage("broken");
        assertThat(file).hasContent(before);
        assertThatThrownBy(() -> keeper(breaks).delete("one", ANY)).hasMessage("broken");
        assertThat(file).hasContent(before);
    }

    private RouterKeeper keeper(Supplier<Reload> reload) {
        return new RouterKeeper(
                Optional.of(directory.resolve("signalbox.yaml")),
                KEYS::get,
                new WeightsFiles(),
                this::settings,
                reload);
    }

    private Settings settings() {
        if (Configuration.load(directory.resolve("signalbox.yaml"), KEYS::get) instanceof Loaded.Good good) {
            return good.settings();
        }
        throw new IllegalStateException("the configuration of the test is wrong");
    }
}
