package dev.signalbox.learn.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PoolResultTest {

    private static PoolResult of(Trial trial) {
        return PoolResult.of("pool", "A pool", 0, trial, Map.of(), 1);
    }

    private static double saved(PoolResult pool, String way, int share) {
        return pool.ways().stream()
                .filter(one -> one.name().equals(way))
                .findFirst()
                .orElseThrow()
                .savings()
                .get(share)
                .saved();
    }

    @Test
    void ranksTheOracleAboveTheRouterAndTheRouterAboveChance() {
        PoolResult pool = of(Trials.random(800, 4, 0.3, 3));
        for (int share = 1; share < 4; share++) {
            assertThat(saved(pool, "oracle", share)).isGreaterThan(saved(pool, "router", share));
            assertThat(saved(pool, "router", share)).isGreaterThan(saved(pool, "random mixing of any", share));
            assertThat(saved(pool, "random mixing of any", share))
                    .isGreaterThanOrEqualTo(saved(pool, "random mixing of best and cheapest", share) - 1e-9);
        }
        assertThat(pool.dearer().holds()).isTrue();
        List<Double> heights = pool.ways().stream().map(PoolResult.Way::aiq).toList();
        assertThat(heights.get(5))
                .isEqualTo(heights.stream().mapToDouble(x -> x).max().orElseThrow());
        PoolResult.Way router = pool.ways().getFirst();
        assertThat(router.savedBetween()).hasSize(4);
        assertThat(router.savedBetween().get(3).low())
                .isLessThanOrEqualTo(router.savings().get(3).saved());
        assertThat(router.savedBetween().get(3).high())
                .isGreaterThan(router.savings().get(3).saved() - 0.05);
    }

    @Test
    void findsNothingInPredictionsThatKnowNothing() {
        Trial blind = Trials.random(3_000, 3, 0, 8);
        double[][] noise = new double[3_000][3];
        SplittableRandom random = new SplittableRandom(1);
        for (double[] row : noise) {
            Arrays.setAll(row, m -> random.nextDouble());
        }
        PoolResult pool =
                of(new Trial(blind.models(), noise, blind.expected(), blind.score(), blind.cost(), blind.length()));
        assertThat(saved(pool, "router", 3)).isLessThanOrEqualTo(saved(pool, "random mixing of any", 3) + 0.05);
    }

    @Test
    void measuresTheSameWhateverTheOrderOfPromptsAndModels() {
        SplittableRandom random = new SplittableRandom(12);
        for (int round = 0; round < 3; round++) {
            Trial trial = Trials.random(150, 5, 0.2, random.nextLong());
            PoolResult plain = of(trial);
            int[] models = Trials.shuffled(5, random);
            PoolResult turned = of(Trials.turned(trial, Trials.shuffled(150, random), models));
            assertThat(models[turned.singles().best()])
                    .isEqualTo(plain.singles().best());
            for (int way = 0; way < plain.ways().size(); way++) {
                assertThat(turned.ways().get(way).aiq())
                        .isCloseTo(plain.ways().get(way).aiq(), within(1e-9));
                for (int share = 0; share < 4; share++) {
                    assertThat(turned.ways().get(way).savings().get(share).saved())
                            .as(plain.ways().get(way).name())
                            .isCloseTo(
                                    plain.ways().get(way).savings().get(share).saved(), within(1e-6));
                }
            }
            for (int m = 0; m < 5; m++) {
                assertThat(turned.perModel().get(m).auc())
                        .isCloseTo(plain.perModel().get(models[m]).auc(), within(1e-9));
            }
        }
    }

    @Test
    void measuresModesAsShippedAgainstTheBestSingleModel() {
        double[][] score = {{1, 1}, {1, 0}, {1, 0}, {1, 1}};
        double[][] cost = {{4, 1}, {4, 1}, {4, 1}, {4, 1}};
        Trial trial = new Trial(List.of("big", "small"), score, cost, score, cost, new double[4]);
        ModeResult mode = ModeResult.of("balanced", new int[] {1, 0, 1, 1}, trial, Singles.of(score, cost), 1);
        assertThat(mode.point()).isEqualTo(new Point(1.75, 0.75));
        assertThat(mode.kept()).isEqualTo(0.75);
        assertThat(mode.saved()).isCloseTo(1 - 7 / 16.0, within(1e-12));
        assertThat(mode.shares()).containsExactly(Map.entry("big", 0.25), Map.entry("small", 0.75));
        assertThat(mode.keptBetween().low()).isLessThan(0.75);
        assertThat(mode.keptBetween().high()).isEqualTo(1);
        ModeResult always = ModeResult.of("quality", new int[4], trial, Singles.of(score, cost), 1);
        assertThat(always.keptBetween()).isEqualTo(new Interval(1, 1));
        assertThat(always.saved()).isZero();
        assertThatThrownBy(() -> ModeResult.of("x", new int[3], trial, Singles.of(score, cost), 1))
                .hasMessage("picks: 3 (expected: 4)");
    }

    @Test
    void survivesModelsThatCostNothingAndAModelThatIsBestAndCheapest() {
        double[][] score = {{1, 0}, {1, 1}};
        PoolResult free =
                of(new Trial(List.of("a", "b"), score, new double[2][2], score, new double[2][2], new double[2]));
        assertThat(saved(free, "router", 0)).isZero();
        double[][] cost = {{1, 5}, {1, 5}};
        PoolResult dominated = of(new Trial(List.of("a", "b"), score, cost, score, cost, new double[2]));
        assertThat(saved(dominated, "oracle", 3)).isZero();
        assertThat(dominated.dearer().holds()).isTrue();
    }
}
