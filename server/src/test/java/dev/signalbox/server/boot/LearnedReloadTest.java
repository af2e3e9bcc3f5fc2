package dev.signalbox.server.boot;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.predict.Card;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsFile;
import dev.signalbox.server.config.Reload;
import dev.signalbox.server.settings.Choosing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A weights file that is changed, damaged or removed under a running gateway. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class LearnedReloadTest {
    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("mine.weights");
    }

    private void write(String version) throws Exception {
        Weights its = Weights.shipped();
        Weights named = its.with(new Card(version, its.card().facts()));
        try (OutputStream out = Files.newOutputStream(file())) {
            WeightsFile.write(named, out);
        }
    }

    @Test
    void takesAnotherContentAndKeepsTheOldOneWhereTheNewOneIsBad() throws Exception {
        write("first");
        try (LearnedHouse house = new LearnedHouse(directory, ", weights: mine.weights, budget: 5s")) {
            assertThat(house.selection("What is a fjord?").text("weights")).contains("first");
            assertThat(house.gateway().reload()).isInstanceOf(Reload.Unchanged.class);

            write("second");
            assertThat(house.gateway().reload()).isInstanceOf(Reload.Swapped.class);
            assertThat(house.selection("What is a fjord?").text("weights")).contains("second");

            byte[] whole = Files.readAllBytes(file());
            assertThatIsRefused(house, Arrays.copyOf(whole, whole.length / 2), "cannot be used");
            byte[] damaged = whole.clone();
            damaged[whole.length / 2] ^= 0x55;
            assertThatIsRefused(house, damaged, "cannot be used");
            assertThatIsRefused(house, new byte[0], "cannot be used");
            Files.delete(file());
            house.console.clear();
            assertThat(house.gateway().reload()).isInstanceOf(Reload.Kept.class);
            assertThat(String.join("\n", house.console)).contains("no such file");
            assertThat(house.selection("What is a geyser?").text("weights")).contains("second");

            write("third");
            assertThat(house.gateway().reload()).isInstanceOf(Reload.Swapped.class);
            assertThat(house.selection("What is a fjord?").text("weights")).contains("third");
        }
    }

    @Test
    void readsAFileAgainOnlyWhenItHoldsSomethingElse() throws Exception {
        write("first");
        try (LearnedHouse house = new LearnedHouse(directory, ", weights: mine.weights, budget: 5s")) {
            Weights first = weights(house);
            house.write(", weights: mine.weights, budget: 6s");
            assertThat(house.gateway().reload()).isInstanceOf(Reload.Swapped.class);
            assertThat(weights(house)).isSameAs(first);

            Files.setLastModifiedTime(file(), FileTime.fromMillis(0));
            house.write(", weights: mine.weights, budget: 7s");
            assertThat(house.gateway().reload()).isInstanceOf(Reload.Swapped.class);
            assertThat(weights(house)).isSameAs(first);

            write("other");
            Files.setLastModifiedTime(file(), FileTime.fromMillis(0));
            assertThat(house.gateway().reload()).isInstanceOf(Reload.Swapped.class);
            assertThat(weights(house)).isNotSameAs(first);
            assertThat(weights(house).version()).isEqualTo("other");
        }
    }

    private static Weights weights(LearnedHouse house) {
        Choosing choosing =
                requireNonNull(house.gateway().settings().routes().get("auto")).choosing();
        return ((Choosing.Learned) choosing).by().weights().weights();
    }

    private void assertThatIsRefused(LearnedHouse house, byte[] content, String why) throws IOException {
        Files.write(file(), content);
        house.console.clear();
        assertThat(house.gateway().reload()).isInstanceOf(Reload.Kept.class);
        assertThat(String.join("\n", house.console))
                .contains("NOT reloaded")
                .contains("routes.auto.weights")
                .contains(why);
        assertThat(house.selection("What is a glacier?").text("weights")).contains("second");
    }
}
