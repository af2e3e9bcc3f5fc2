package dev.signalbox.learn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceFeaturesTest {
    private static final String PLAIN = "The night train leaves the old station of Graz.";

    @Test
    void everyNumberHasItsName() {
        assertThat(SurfaceFeatures.names()).doesNotHaveDuplicates().hasSize(SurfaceFeatures.of(PLAIN).length);
    }

    @Test
    void anEmptyPromptIsAllZeros() {
        assertThat(SurfaceFeatures.of("")).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "word-length     | Incomprehensibilities notwithstanding, counterrevolutionaries disagree.",
                "digits          | The night train 40231 leaves 17 of 95 stations.",
                "numbers         | The 2 night trains leave the 3 old stations of Graz.",
                "capitals        | THE NIGHT TRAIN leaves the old station of GRAZ.",
                "punctuation     | The: night; train, 'leaves' - the (old) station... of Graz!!!",
                "beyond-ascii    | \u041D\u043E\u0447\u043D\u043E\u0439 \u043F\u043E\u0435\u0437\u0434",
                "east-asian      | \u591C\u884C\u5217\u8ECA\u304C\u51FA\u308B",
                "questions       | Does the night train leave the old station of Graz?",
                "code-marks      | Why does run() return when left == right && open?",
                "maths           | Let x = y + 3 and \\frac{x}{y} > 2.",
                "writing         | Write a story about the night train.",
                "computing       | Calculate the total of the fares.",
                "proving         | Prove that the argument is valid.",
                "programming     | Implement a function in Python.",
                "conditions      | Each answer must not be longer than exactly one word."
            })
    void whatANumberCountsMakesItGrow(String name, String prompt) {
        assertThat(value(name, prompt)).isGreaterThan(value(name, PLAIN) + 0.1f);
    }

    @Test
    void linesOfCodeOptionsAndDataAreSeen() {
        assertThat(value("code-lines", "for (;;) {\n    run();\n}\n")).isEqualTo(1);
        assertThat(value("code-lines", PLAIN)).isZero();
        assertThat(value("options", "Which?\nA. red\n(b) green\nC) blue\nD: none of them"))
                .isCloseTo(4 / 6f, within(1e-6f));
        assertThat(value("options", "An apple.\nBe quick.\nA")).isZero();
        assertThat(value("data-marks", "{\"gate\": {\"open\": true}, \"lamp\":1}"))
                .isGreaterThan(0.5f);
    }

    @Test
    void englishIsToldFromOtherLanguages() {
        assertThat(value("english", "What is the name of the station that is on the hill?"))
                .isGreaterThan(0.8f);
        assertThat(value("english", "Wie heißt der Bahnhof auf dem Hügel?")).isZero();
    }

    @Test
    void sayingTheSameAgainIsLessVariety() {
        assertThat(value("variety", "one two three four five six seven")).isEqualTo(1);
        assertThat(value("variety", "one two ".repeat(50))).isCloseTo(0.02f, within(1e-6f));
    }

    @Test
    void staysBetweenZeroAndOneWhateverIsWritten() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            int kind = random.nextInt(4);
            for (int n = random.nextInt(300); n > 0; n--) {
                text.append((char) (kind == 0 ? random.nextInt(0x10000) : random.nextInt(32 << (2 * kind))));
            }
            for (float value : SurfaceFeatures.of(text.toString())) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void ofALongPromptBothEndsCountAndTheMiddleCostsNothing() {
        String middle = "and so on ".repeat(3_000_000);
        long start = System.nanoTime();
        assertThat(value("questions", middle + "Why?")).isPositive();
        assertThat(value("questions", "Why?" + middle)).isPositive();
        assertThat(value("questions", middle + "Why?" + middle)).isZero();
        assertThat(value("characters", middle)).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static float value(String name, String prompt) {
        List<String> names = SurfaceFeatures.names();
        return SurfaceFeatures.of(prompt)[names.indexOf(name)];
    }
}
