package dev.signalbox.learn.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PairResultTest {

    /** Ten prompts; the weak model fails the last five, which also need the strong one most. */
    private static final double[] NEED = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    private static final double[] STRONG = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    private static final double[] WEAK = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0};

    private static PairResult of(double[] need, double[] strong, double[] weak) {
        return PairResult.of("router", new PairResult.Pair("test", "strong", "weak", strong, weak), need, 1);
    }

    @Test
    void recoversTheGapAsComputedByHand() {
        PairResult result = of(NEED, STRONG, WEAK);
        assertThat(result.points()).hasSize(11);
        assertThat(result.points().getFirst()).isEqualTo(new PairResult.Share(0, 0.5));
        assertThat(result.points().get(3)).isEqualTo(new PairResult.Share(0.3, 0.8));
        assertThat(result.points().getLast()).isEqualTo(new PairResult.Share(1, 1));
        // Above the weak model: a triangle of 0.5 x 0.5 / 2, then a rectangle of 0.5 x 0.5; of the gap's 0.5.
        assertThat(result.apgr()).isCloseTo(0.75, within(1e-12));
        assertThat(result.cpt20()).isCloseTo(0.1, within(1e-12));
        assertThat(result.cpt50()).isCloseTo(0.25, within(1e-12));
        assertThat(result.cpt80()).isCloseTo(0.4, within(1e-12));
        assertThat(of(mapped(NEED, need -> -need), STRONG, WEAK).apgr()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void givesHalfToAScoreThatKnowsNothing() {
        SplittableRandom random = new SplittableRandom(5);
        int prompts = 1_000;
        double[] strong = random.doubles(prompts).map(x -> x < 0.8 ? 1 : 0).toArray();
        double[] weak = random.doubles(prompts).map(x -> x < 0.6 ? 1 : 0).toArray();
        double sum = 0;
        double cpt = 0;
        for (int round = 0; round < 20; round++) {
            PairResult result = of(random.doubles(prompts).toArray(), strong, weak);
            sum += result.apgr() / 20;
            cpt += result.cpt50() / 20;
        }
        assertThat(sum).isCloseTo(0.5, within(0.03));
        assertThat(cpt).isCloseTo(0.5, within(0.05));
        double[] oracle = new double[prompts];
        Arrays.setAll(oracle, p -> strong[p] - weak[p] + random.nextDouble() / 10);
        assertThat(of(oracle, strong, weak).apgr()).isGreaterThan(1.0);
    }

    @Test
    void dependsOnlyOnTheOrderOfTheScores() {
        SplittableRandom random = new SplittableRandom(6);
        double[] need = random.doubles(501).toArray();
        double[] strong = random.doubles(501).map(Math::round).toArray();
        double[] weak = random.doubles(501).map(x -> x * x).toArray();
        PairResult plain = of(need, strong, weak);
        PairResult bent = of(mapped(need, x -> Math.exp(7 * x) - 3), strong, weak);
        assertThat(bent.points()).isEqualTo(plain.points());
        int[] order = Trials.shuffled(501, random);
        PairResult turned = of(taken(need, order), taken(strong, order), taken(weak, order));
        assertThat(turned.apgr()).isCloseTo(plain.apgr(), within(1e-9));
        assertThat(turned.cpt80()).isCloseTo(plain.cpt80(), within(1e-9));
    }

    @Test
    void treatsEqualScoresAlike() {
        PairResult result = of(new double[10], STRONG, WEAK);
        assertThat(result.apgr()).isCloseTo(0.5, within(1e-12));
        assertThat(result.cpt80()).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void saysNothingWhereTheStrongModelIsNotBetter() {
        PairResult result = of(NEED, WEAK, WEAK);
        assertThat(result.apgr()).isNaN();
        assertThat(result.cpt50()).isNaN();
    }

    @Test
    void holdsTheAreaInItsIntervalAndRepeatsItForTheSameSeed() {
        PairResult result = of(NEED, STRONG, WEAK);
        assertThat(result.apgrBetween().low()).isLessThan(0.75).isGreaterThan(0.4);
        assertThat(result.apgrBetween().high()).isGreaterThan(0.75).isLessThan(1.1);
        assertThat(of(NEED, STRONG, WEAK)).isEqualTo(result);
    }

    @Test
    void standsBesideLengthAndTheOracle() {
        double[] length = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
        PairResult.Pair pair = new PairResult.Pair("test", "strong", "weak", STRONG, WEAK);
        assertThat(PairResult.all(pair, NEED, length, 1))
                .extracting(PairResult::way)
                .containsExactly("router", "prompt length alone", "oracle");
        assertThat(PairResult.all(pair, NEED, length, 1).get(1).apgr()).isCloseTo(0.25, within(1e-12));
        assertThat(PairResult.all(pair, NEED, length, 1).get(2).apgr()).isCloseTo(0.75, within(1e-12));
    }

    private static double[] mapped(double[] values, DoubleUnaryOperator change) {
        return Arrays.stream(values).map(change).toArray();
    }

    private static double[] taken(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }
}
