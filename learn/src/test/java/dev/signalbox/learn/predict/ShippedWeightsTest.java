package dev.signalbox.learn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.learn.text.Excerpt;
import dev.signalbox.learn.text.SurfaceFeatures;
import dev.signalbox.learn.text.WordPiece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShippedWeightsTest {
    private static final Weights WEIGHTS = Weights.shipped();
    private static final List<String> SUBSET = List.of(
            "gpt-4o-2024-05-13",
            "gpt-4o-mini-2024-07-18",
            "claude-3-5-sonnet-20241022",
            "llama-3.1-8b-instruct",
            "o3-mini-medium");
    private static final List<String> PROMPTS = List.of(
            "What is the capital of France?",
            "Prove that every finite integral domain is a field.",
            "Write a Python function that returns the longest palindromic substring in linear time.",
            "A shop sells pens at 3 dollars each. Tom buys 4 pens and pays with 20 dollars. How much change does he get?");
    private static final List<Features> FEATURES = new ArrayList<>();

    @BeforeAll
    static void read() {
        WordPiece pieces = WordPiece.miniLm();
        try (Embedder embedder = Embedder.open()) {
            for (String prompt : PROMPTS) {
                FEATURES.add(new Features(
                        embedder.embed(Excerpt.of(pieces, prompt)), SurfaceFeatures.of(prompt), prompt.length() / 4));
            }
        }
    }

    @Test
    void saysWhatItIs() {
        assertThat(WEIGHTS.version()).isEqualTo("signalbox-1");
        assertThat(WEIGHTS.card().facts()).containsKeys("trained", "split", "sources", "licences", "seed");
        assertThat(WEIGHTS.surfaceVersion()).isEqualTo(SurfaceFeatures.VERSION);
        assertThat(WEIGHTS.models())
                .hasSizeGreaterThan(200)
                .doesNotHaveDuplicates()
                .containsAll(WEIGHTS.pool());
    }

    @Test
    void givesEveryModelTheSameWhateverStandsBesideIt() {
        Predictor predictor = new Predictor(WEIGHTS, SUBSET);
        Random random = new Random(4);
        for (Features features : FEATURES) {
            Prediction whole = predictor.predict(features);
            List<String> shuffled = new ArrayList<>(SUBSET);
            Collections.shuffle(shuffled, random);
            double[] other = new Predictor(WEIGHTS, shuffled).predict(features).quality();
            for (int m = 0; m < SUBSET.size(); m++) {
                assertThat(other[shuffled.indexOf(SUBSET.get(m))]).isEqualTo(whole.quality()[m]);
                assertThat(new Predictor(WEIGHTS, List.of(SUBSET.get(m)))
                                .predict(features)
                                .quality())
                        .containsExactly(whole.quality()[m]);
            }
        }
    }

    @Test
    void tellsTaskAndFieldOfASum() {
        Prediction sum = new Predictor(WEIGHTS, SUBSET).predict(FEATURES.get(3));
        assertThat(sum.task()).isEqualTo("math");
        assertThat(sum.domain()).isEqualTo("math");
        assertThat(sum.novel()).isFalse();
    }

    @Test
    void keepsToItsRanges() {
        Predictor predictor = new Predictor(WEIGHTS, WEIGHTS.models());
        for (Features features : FEATURES) {
            Prediction prediction = predictor.predict(features);
            assertThat(Arrays.stream(prediction.quality())).allMatch(quality -> quality >= 0 && quality <= 1);
            assertThat(Arrays.stream(prediction.outputTokens())).allMatch(tokens -> tokens >= 1 && tokens < 110_000);
            assertThat(prediction.novelty()).isBetween(0.0, 5.0);
        }
    }

    @Test
    void namesAModelThatItDoesNotKnow() {
        assertThatThrownBy(() -> new Predictor(WEIGHTS, List.of("gpt-4o-2024-99-99")))
                .isInstanceOf(UnknownModelException.class)
                .hasMessageStartingWith(
                        "model: 'gpt-4o-2024-99-99' is not known to the weights (expected: one of 204 models, such as gpt-4o-2024-0");
    }

    @Test
    void explainsByGradedPromptsNearby() {
        Explanation explanation = new Predictor(WEIGHTS, SUBSET).explain(FEATURES.get(1));
        assertThat(explanation.similar()).hasSize(5);
        assertThat(explanation.similar().getFirst().cosine()).isGreaterThan(0.3);
        assertThat(explanation.factors()).hasSize(SUBSET.size());
    }
}
