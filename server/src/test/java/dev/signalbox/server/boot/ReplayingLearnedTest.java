package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.choice.Bands;
import dev.signalbox.learn.choice.Member;
import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Policy;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.text.SurfaceFeatures;
import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.routing.TextEmbedding;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Reading;
import dev.signalbox.server.store.SampleEntries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Recorded requests of learned routes, planned by what was read from their prompts. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class ReplayingLearnedTest {
    private static final List<String> PROMPTS = List.of(
            "What is 2 plus 2?",
            "Name a river in France.",
            "Prove that every bounded sequence of real numbers has a convergent subsequence.",
            "Write a red-black tree in Rust with deletion, and argue that it stays balanced.",
            "Which is heavier, a kilogram of lead or a kilogram of feathers?",
            "Is the following claim true? All primes above two are odd.",
            "A farmer has 17 sheep, and all but 9 die. How many are left?",
            "Derive the equations of motion of a double pendulum.",
            "Translate into French: good morning.",
            "Who wrote Faust?");

    /** Of an entry of ten tokens, rounded up to what makes a difference, and the id in front of it. */
    private static final int TOKENS = 256;

    private static Settings settings() {
        String yaml = """
                providers: { p: { dialect: openai, key: "${KEY}" } }
                models:
                  large: { provider: p, price: { input: 10, cached: 10, output: 30 } }
                  small: { provider: p, price: { input: 0.1, cached: 0.1, output: 0.3 } }
                routes:
                  assistant: { strategy: learned, models: [large, small], known-as: { large: "%s", small: "%s" } }
                callers: { bot: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" } }
                """.formatted(LearnedModels.known(0), LearnedModels.known(1));
        Loaded loaded = Configuration.load("plan.yaml", yaml, Path.of("."), Map.of("KEY", "k")::get);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }

    private static Reading reading(String id, String prompt, float[] vector) {
        return new Reading(
                id, SampleEntries.ARRIVED, SurfaceFeatures.VERSION, TOKENS, SurfaceFeatures.of(prompt), vector);
    }

    @Test
    void picksWhatThePromptsThemselvesWouldHaveGot() {
        Map<String, Reading> readings = new HashMap<>();
        List<String> expected = new ArrayList<>();
        Weights weights = Weights.shipped();
        List<String> names = List.of(LearnedModels.known(0), LearnedModels.known(1));
        Predictor predictor = new Predictor(weights, names);
        Policy policy = Policy.solve(
                weights,
                List.of(new Member(names.get(0), 10, 30, 10, 0), new Member(names.get(1), 0.1, 0.3, 0.1, 0)),
                Bands.DEFAULT);
        try (PromptEmbedding embedding = PromptEmbedding.patient()) {
            for (String prompt : PROMPTS) {
                String id = "request-" + readings.size();
                TextEmbedding.Made made = embedding.of("", prompt, Duration.ofSeconds(30));
                assertThat(made).isInstanceOf(TextEmbedding.Made.Vector.class);
                float[] vector = ((TextEmbedding.Made.Vector) made).values();
                readings.put(id, reading(id, prompt, vector));
                int first = policy.choose(
                                predictor.predict(new Features(vector, SurfaceFeatures.of(prompt), TOKENS)),
                                Mode.BALANCED,
                                new boolean[] {true, true},
                                TOKENS,
                                new int[2])
                        .order()
                        .getFirst()
                        .member();
                expected.add(first == 0 ? "large" : "small");
            }
        }
        Replaying replaying = new Replaying(
                settings(), PriceBook.load(), SampleEntries.ARRIVED, id -> Optional.ofNullable(readings.get(id)));

        List<String> planned = new ArrayList<>();
        for (int i = 0; i < PROMPTS.size(); i++) {
            planned.add(first(replaying, "request-" + i));
        }

        long same = 0;
        for (int i = 0; i < PROMPTS.size(); i++) {
            same += planned.get(i).equals(expected.get(i)) ? 1 : 0;
        }
        assertThat(same)
                .as("%s, where %s would be picked", planned, expected) // bytes round, so that one on the edge may tip
                .isGreaterThanOrEqualTo(PROMPTS.size() - 1);
        assertThat(replaying.judged()).isEqualTo(PROMPTS.size());
        assertThat(replaying.unread()).isZero();

        assertThat(first(replaying, "of-another-time")).isIn("large", "small");
        assertThat(replaying.unread()).isOne();
    }

    private static String first(Replaying replaying, String id) {
        Entry entry = SampleEntries.full(id, 1);
        Replaying.Fate fate = replaying.fate(entry, Replaying.Kind.of(entry).orElseThrow());
        assertThat(fate).isInstanceOf(Replaying.Fate.Sent.class);
        List<Replaying.Share> shares = ((Replaying.Fate.Sent) fate).shares();
        assertThat(shares).hasSize(1);
        return shares.getFirst().target().name();
    }
}
