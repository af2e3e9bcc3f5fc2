package dev.signalbox.learn.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.text.Excerpt;
import dev.signalbox.learn.text.Goldens;
import dev.signalbox.learn.text.WordPiece;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbedderTest {
    /** What another kind of processor may change at worst; the mean size of a number is 0.02. */
    private static final double TOLERANCE = 0.012;

    private static final int TOLD = 4;

    private final WordPiece pieces = WordPiece.miniLm();
    private final Embedder embedder = Embedder.open();

    @AfterAll
    void close() {
        embedder.close();
    }

    @Test
    void givesTheVectorsOfTheReference() {
        for (Goldens golden : Goldens.read(EmbedderTest.class, "vectors.tsv")) {
            double[] expected = Arrays.stream(golden.numbers().split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            float[] vector = embed(golden.text());
            int width = Embedder.SIZE / Features.PARTS;
            for (int i = 0; i < expected.length; i++) {
                double found = vector[i / TOLD * width + i % TOLD];
                assertThat(found).as(golden.text()).isCloseTo(expected[i], within(TOLERANCE));
            }
        }
    }

    @Test
    void aVectorHasLengthOne() {
        float[] vector = embed("");
        assertThat(vector).hasSize(Embedder.SIZE);
        assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void theSameTextGivesTheSameVectorWhateverCameBetween() {
        float[] first = embed("Which platform does the night train leave from?");
        embed("for (;;) {}");
        assertThat(embed("Which platform does the night train leave from?")).isEqualTo(first);
    }

    @Test
    void whatIsAboutTheSameIsNear() {
        float[] question = embed("How do I sort a list in Python?");
        assertThat(dot(question, embed("python code for ordering the elements of an array")))
                .isGreaterThan(dot(question, embed("Which river flows through Vienna?")) + 0.15);
    }

    private float[] embed(String text) {
        return embedder.embed(Excerpt.of(pieces, text));
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
