package dev.signalbox.learn.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.learn.predict.UnknownModelException;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.train.Planted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Weights WEIGHTS = Planted.weights(Planted.MODELS, 2);
    private static final List<Member> MEMBERS =
            List.of(member("large", 10), member("medium", 3), member("small", 1), member("sums", 1));
    private static final Policy POLICY = Policy.solve(WEIGHTS, MEMBERS, Bands.DEFAULT);
    private static final boolean[] ALL = {true, true, true, true};
    private static final int[] NOTHING_CACHED = new int[4];

    private static Member member(String model, double price) {
        return new Member(model, price, price, Double.NaN, 0);
    }

    private static Prediction prediction(Planted.Sample sample) {
        return new Predictor(WEIGHTS, Planted.MODELS).predict(sample.features());
    }

    @Test
    void keepsItsBandAndSavesOnPromptsThatNobodySaw() {
        List<Planted.Sample> unseen = Planted.samples(1_000, 51);
        double always =
                unseen.stream().mapToDouble(sample -> sample.truth("large")).sum();
        for (Mode mode : List.of(Mode.BALANCED, Mode.COST)) {
            double kept = 0;
            double cost = 0;
            for (Planted.Sample sample : unseen) {
                Member picked = MEMBERS.get(POLICY.choose(prediction(sample), mode, ALL, 10, NOTHING_CACHED)
                        .order()
                        .getFirst()
                        .member());
                kept += sample.truth(picked.model()) / always;
                cost += picked.input() / 10 / unseen.size();
            }
            assertThat(kept).as("kept by %s", mode).isGreaterThan(1 - Bands.DEFAULT.of(mode) - 0.02);
            assertThat(cost).as("cost of %s", mode).isLessThan(0.75);
            assertThat(POLICY.promise(mode).kept()).isGreaterThan(1 - Bands.DEFAULT.of(mode));
            assertThat(POLICY.promise(mode).best()).isEqualTo("large");
            assertThat(POLICY.promise(mode).dominated()).isFalse();
        }
    }

    @Test
    void keepsItsBandInEveryKindOfPrompts() {
        List<Planted.Sample> unseen = Planted.samples(2_000, 61);
        for (boolean sum : new boolean[] {true, false}) {
            List<Planted.Sample> kind =
                    unseen.stream().filter(sample -> sample.sum() == sum).toList();
            double always =
                    kind.stream().mapToDouble(sample -> sample.truth("large")).sum();
            double kept = 0;
            int sums = 0;
            for (Planted.Sample sample : kind) {
                String picked = MEMBERS.get(POLICY.choose(prediction(sample), Mode.COST, ALL, 10, NOTHING_CACHED)
                                .order()
                                .getFirst()
                                .member())
                        .model();
                kept += sample.truth(picked) / always;
                sums += picked.equals("sums") ? 1 : 0;
            }
            assertThat(kept).as("kept where sums are %s", sum).isGreaterThan(1 - Bands.DEFAULT.cost() - 0.02);
            if (sum) {
                assertThat(sums).as("sums to the cheap model that can do them").isGreaterThan(kind.size() / 3);
            }
        }
    }

    @Test
    void solvesEveryKindByItself() {
        Policy one = Policy.solve(WEIGHTS, List.of(member("large", 10), member("sums", 1)), Bands.DEFAULT);
        Set<String> kinds = new TreeSet<>();
        for (Planted.Sample sample : Planted.samples(400, 62)) {
            Prediction prediction = new Predictor(WEIGHTS, List.of("large", "sums")).predict(sample.features());
            assertThat(prediction.task()).isEqualTo(sample.sum() ? "math" : "knowledge");
            Choice choice = one.choose(prediction, Mode.COST, new boolean[] {true, true}, 10, new int[2]);
            if (sample.hard() && choice.order().getFirst().member() == 1) {
                kinds.add(prediction.task());
            }
        }
        assertThat(kinds).contains("math");
    }

    @Test
    void neverPicksWhoIsNotEligible() {
        Random random = new Random(52);
        for (Planted.Sample sample : Planted.samples(300, 53)) {
            boolean[] eligible = new boolean[4];
            for (int m = 0; m < 4; m++) {
                eligible[m] = random.nextBoolean();
            }
            Prediction prediction = random.nextInt(4) == 0
                    ? new Predictor(WEIGHTS, Planted.MODELS)
                            .predict(new Features(null, sample.features().surface(), 10))
                    : prediction(sample);
            for (Mode mode : Mode.values()) {
                Choice choice = POLICY.choose(prediction, mode, eligible, 10, NOTHING_CACHED);
                assertThat(choice.order()).allMatch(ranked -> eligible[ranked.member()]);
                assertThat(choice.order().stream()
                                .map(Ranked::member)
                                .distinct()
                                .count())
                        .isEqualTo(choice.order().size())
                        .isEqualTo(count(eligible));
                assertThat(POLICY.fallback(eligible).order()).hasSameSizeAs(choice.order());
            }
        }
    }

    @Test
    void choosesTheSameWhateverTheOrderOfTheSubset() {
        Random random = new Random(54);
        for (int round = 0; round < 5; round++) {
            List<Member> shuffled = new ArrayList<>(MEMBERS);
            Collections.shuffle(shuffled, random);
            Policy other = Policy.solve(WEIGHTS, shuffled, Bands.DEFAULT);
            Predictor predictor =
                    new Predictor(WEIGHTS, shuffled.stream().map(Member::model).toList());
            for (Planted.Sample sample : Planted.samples(40, 55 + round)) {
                for (Mode mode : Mode.values()) {
                    String here = MEMBERS.get(POLICY.choose(prediction(sample), mode, ALL, 10, NOTHING_CACHED)
                                    .order()
                                    .getFirst()
                                    .member())
                            .model();
                    String there = shuffled.get(
                                    other.choose(predictor.predict(sample.features()), mode, ALL, 10, NOTHING_CACHED)
                                            .order()
                                            .getFirst()
                                            .member())
                            .model();
                    assertThat(there).isEqualTo(here);
                }
            }
        }
    }

    @Test
    void takesTheBestModelForANovelPrompt() {
        float[] elsewhere = new float[Planted.SIZE];
        elsewhere[9] = 1;
        Prediction prediction = new Predictor(WEIGHTS, Planted.MODELS)
                .predict(new Features(
                        elsewhere, Planted.samples(1, 56).getFirst().features().surface(), 10));
        Choice choice = POLICY.choose(prediction, Mode.COST, ALL, 10, NOTHING_CACHED);
        assertThat(choice.basis()).isEqualTo(Basis.NOVEL);
        assertThat(MEMBERS.get(choice.order().getFirst().member()).model()).isEqualTo("large");
    }

    @Test
    void saysWhenOneModelDominates() {
        Policy policy = Policy.solve(WEIGHTS, List.of(member("large", 1), member("small", 10)), Bands.DEFAULT);
        assertThat(policy.promise(Mode.BALANCED).dominated()).isTrue();
        assertThat(policy.promise(Mode.BALANCED).saved()).isLessThan(0.03);
    }

    @Test
    void countsCachedTokens() {
        Member cached = new Member("large", 10, 10, 1, 0);
        assertThat(cached.cost(1_000, 900, 0)).isEqualTo((100 * 10 + 900 * 1) / 1e6);
        assertThat(member("large", 10).cost(1_000, 900, 0)).isEqualTo(1_000 * 10 / 1e6);
        assertThat(cached.cost(1_000, 5_000, 0)).isEqualTo(1_000 / 1e6);
    }

    @Test
    void tellsWhatDecided() {
        Planted.Sample sample = Planted.samples(1, 57).getFirst();
        Prediction known = prediction(sample);
        boolean[] one = {false, true, false, false};
        assertThat(POLICY.choose(known, Mode.BALANCED, one, 10, NOTHING_CACHED).basis())
                .isEqualTo(Basis.ONLY);
        assertThat(POLICY.choose(known, Mode.QUALITY, ALL, 10, NOTHING_CACHED).basis())
                .isEqualTo(Basis.BEST);
        assertThat(POLICY.fallback(ALL).basis()).isEqualTo(Basis.ORDER);
    }

    @Test
    void refusesWhatCannotBeSolved() {
        assertThatThrownBy(() -> Policy.solve(WEIGHTS, List.of(), Bands.DEFAULT))
                .hasMessageContaining("members: none");
        assertThatThrownBy(() -> Policy.solve(WEIGHTS, List.of(member("nobody", 1)), Bands.DEFAULT))
                .isInstanceOf(UnknownModelException.class);
        assertThatThrownBy(() -> new Bands(0.1, 0.05)).hasMessageContaining("balanced: 0.1");
        assertThatThrownBy(() -> member("large", -1))
                .hasMessage("large: input: -1.0 (expected: a number of at least 0)");
    }

    private static long count(boolean[] eligible) {
        long count = 0;
        for (boolean one : eligible) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
