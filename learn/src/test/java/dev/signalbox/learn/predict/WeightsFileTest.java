package dev.signalbox.learn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.learn.train.Planted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {
    private static final Weights WEIGHTS = Planted.weights(Planted.MODELS, 2);

    @Test
    void readsWhatItWrote(@TempDir Path folder) throws IOException, WeightsException {
        Path file = folder.resolve("some.weights");
        Files.write(file, bytes());
        Weights read = Weights.read(file);
        assertThat(read.card()).isEqualTo(WEIGHTS.card());
        assertThat(read.known()).isEqualTo(WEIGHTS.known());
        assertThat(read.pool()).containsExactly("large", "small");
        Features features = Planted.samples(1, 3).getFirst().features();
        assertThat(new Predictor(read, Planted.MODELS).predict(features).quality())
                .containsExactly(
                        new Predictor(WEIGHTS, Planted.MODELS).predict(features).quality());
    }

    @Test
    void refusesOtherFiles() {
        assertThatThrownBy(() -> read("no weights at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasMessage("it: no weights (expected: a file that begins with SBXW)");
        assertThatThrownBy(() -> read(new byte[0])).hasMessageContaining("no weights");
    }

    @Test
    void readsNoMoreThanMayBeUnpacked() throws IOException {
        byte[] bytes = bytes();
        assertThatThrownBy(() -> WeightsFile.read(new ByteArrayInputStream(bytes), "it", 1_000))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith("it: it unpacks to more than");
    }

    @Test
    void refusesOtherFormats() throws IOException {
        byte[] bytes = bytes();
        bytes[4] = 9;
        assertThatThrownBy(() -> read(bytes)).hasMessageStartingWith("it: format 9 (expected: 4;");
    }

    @Test
    void refusesDamage() throws IOException {
        byte[] bytes = bytes();
        for (int at : new int[] {5, 40, bytes.length / 2, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            assertThatThrownBy(() -> read(damaged)).hasMessageStartingWith("it: damaged");
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 100))).hasMessageStartingWith("it: damaged");
        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, 20))).hasMessageStartingWith("it: damaged");
    }

    @Test
    void refusesFitsWithoutFiniteNumbers() throws IOException {
        for (float wrong :
                new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1e6F}) { // the last is too large for a half float
            Weights weights = Planted.weights(Planted.MODELS, 2);
            weights.full().fits().getFirst().bias()[0] = wrong;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            WeightsFile.write(weights, bytes);
            assertThatThrownBy(() -> read(bytes.toByteArray()))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageMatching("it: a fit with (NaN|Infinity) in it \\(expected: finite numbers\\)");
        }
    }

    @Test
    void refusesWhatDoesNotBelongTogether() {
        Scaling its = WEIGHTS.scaling();
        Scaling narrow = new Scaling(
                its.embedding(),
                its.surface(),
                its.mean(),
                its.deviation(),
                Arrays.copyOf(its.centre(), 3),
                Arrays.copyOf(its.spread(), 3));
        assertRefused(with(1, its), "it: surface version: 1 (expected: 2)");
        assertRefused(with(2, narrow), "it: inputs: 72 (expected: 27)");
    }

    @Test
    void refusesNumbersThatNothingCanBePredictedBy() {
        Weights weights = Planted.weights(Planted.MODELS, 2);
        weights.prototypes().models()[3][0] = 99;
        assertRefused(weights, "it: number of a graded model: 99 (expected: one from 0 to 3)");
        weights.prototypes().models()[3][0] = 0;
        weights.scaling().centre()[5] = Float.NaN;
        assertRefused(weights, "it: centre: NaN (expected: finite numbers)");
        weights.scaling().centre()[5] = 0;
        weights.scaling().spread()[5] = 0;
        assertRefused(weights, "it: spreads: 0.0 (expected: numbers above 0)");
    }

    private static void assertRefused(Weights weights, String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThatThrownBy(() -> {
                    WeightsFile.write(weights, bytes);
                    read(bytes.toByteArray());
                })
                .isInstanceOf(WeightsException.class)
                .hasMessage(message);
    }

    private static Weights with(int surfaceVersion, Scaling scaling) {
        return new Weights(
                WEIGHTS.card(),
                surfaceVersion,
                WEIGHTS.known(),
                WEIGHTS.pool(),
                scaling,
                WEIGHTS.full(),
                WEIGHTS.bySurface(),
                WEIGHTS.lengths(),
                WEIGHTS.surfaceLengths(),
                WEIGHTS.domains(),
                WEIGHTS.tasks(),
                WEIGHTS.prototypes(),
                WEIGHTS.neighbourhood(),
                WEIGHTS.surroundings());
    }

    @Test
    void namesAFileThatIsNotThere(@TempDir Path folder) {
        assertThatThrownBy(() -> Weights.read(folder.resolve("none")))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("none");
    }

    private static Weights read(byte[] bytes) throws WeightsException {
        return WeightsFile.read(new ByteArrayInputStream(bytes), "it");
    }

    private static byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WeightsFile.write(WEIGHTS, bytes);
        return bytes.toByteArray();
    }
}
