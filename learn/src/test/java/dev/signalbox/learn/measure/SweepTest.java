package dev.signalbox.learn.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static final double[][] PREDICTED = {{0.9, 0.8}, {0.9, 0.3}, {0.5, 0.5}};
    private static final double[][] COST = {{10, 1}, {10, 1}, {10, 1}};
    private static final double[][] SCORE = {{1, 1}, {1, 0}, {0, 0}};
    private static final Trial TRIAL =
            new Trial(List.of("big", "small"), PREDICTED, COST, SCORE, COST, new double[] {1, 3, 2});

    @Test
    void picksByQualityLessThePriceOfTheCost() {
        assertThat(Sweep.picks(PREDICTED, COST, 0)).containsExactly(0, 0, 1);
        assertThat(Sweep.picks(PREDICTED, COST, 0.02)).containsExactly(1, 0, 1);
        assertThat(Sweep.picks(PREDICTED, COST, 0.07)).containsExactly(1, 1, 1);
        assertThat(Sweep.picks(PREDICTED, COST, Double.POSITIVE_INFINITY)).containsExactly(1, 1, 1);
    }

    @Test
    void picksTheCheapestWithinTheBand() {
        assertThat(Sweep.within(TRIAL, 0)).containsExactly(0, 0, 1);
        assertThat(Sweep.within(TRIAL, 0.1000001)).containsExactly(1, 0, 1);
        assertThat(Sweep.within(TRIAL, 0.7)).containsExactly(1, 1, 1);
    }

    @Test
    void findsEverySettingOfBothDials() {
        // All small: quality 1/3 for 1; the second prompt to big: 2/3 for 4; the first as well: still 2/3, for 7.
        List<Point> expected = List.of(new Point(1, 1 / 3.0), new Point(4, 2 / 3.0));
        assertThat(Sweep.byPrice(TRIAL).curve().points()).isEqualTo(expected);
        assertThat(Sweep.byBand(TRIAL).curve().points()).isEqualTo(expected);
        assertThat(Baselines.oracle(TRIAL).points()).isEqualTo(expected);
    }

    @Test
    void breaksTiesInFavourOfTheCheaperThenTheBetterThenTheFirst() {
        assertThat(Sweep.picks(new double[][] {{0.5, 0.5}}, new double[][] {{2, 1}}, 0))
                .containsExactly(1);
        assertThat(Sweep.picks(new double[][] {{0.5, 0.6}}, new double[][] {{1, 1}}, Double.POSITIVE_INFINITY))
                .containsExactly(1);
        assertThat(Sweep.picks(new double[][] {{0.5, 0.5}}, new double[][] {{1, 1}}, 3))
                .containsExactly(0);
    }

    @Test
    void knowsTheBaselines() {
        Singles singles = Singles.of(SCORE, COST);
        assertThat(singles.best()).isZero();
        assertThat(singles.cheapest()).isEqualTo(1);
        Curve mixing = Baselines.mixing(singles);
        assertThat(mixing.costAt(0.5)).isCloseTo(5.5, within(1e-12));
        // The longest prompt is the one that only big gets right.
        assertThat(Baselines.length(TRIAL, singles).points())
                .containsExactly(new Point(1, 1 / 3.0), new Point(4, 2 / 3.0));
    }

    @Test
    void splitsByLengthOnlyBetweenDifferentLengths() {
        Trial level = new Trial(List.of("big", "small"), PREDICTED, COST, SCORE, COST, new double[] {5, 5, 5});
        assertThat(Baselines.length(level, Singles.of(SCORE, COST)).points())
                .containsExactly(new Point(1, 1 / 3.0), new Point(10, 2 / 3.0));
    }

    @Test
    void takesTheCheaperOfTwoEquallyGoodAndTheBetterOfTwoEquallyCheap() {
        Singles equallyGood = Singles.of(new double[][] {{1, 1, 0}}, new double[][] {{3, 2, 2}});
        assertThat(equallyGood.best()).isEqualTo(1);
        assertThat(equallyGood.cheapest()).isEqualTo(1);
    }

    @Test
    void mixesAnyModelsAlongTheirHull() {
        Singles singles = Singles.of(new double[][] {{0.2, 0.8, 0.9}}, new double[][] {{1, 2, 9}});
        assertThat(Baselines.mixing(singles).costAt(0.8)).isCloseTo(1 + 8 * 0.6 / 0.7, within(1e-12));
        assertThat(Baselines.strongestMixing(singles).costAt(0.8)).isEqualTo(2);
    }

    @Test
    void rejectsTrialsOfAnotherShapeOrWithGaps() {
        assertThatThrownBy(() -> new Trial(List.of("a", "b"), PREDICTED, COST, SCORE, COST, new double[2]))
                .hasMessage("length: 2 (expected: 3)");
        double[][] gap = {{1, 1}, {Double.NaN, 1}, {1, 1}};
        assertThatThrownBy(() -> new Trial(List.of("a", "b"), PREDICTED, COST, SCORE, gap, new double[3]))
                .hasMessage("cost of prompt 1, a: NaN (expected: a finite number)");
        assertThatThrownBy(() -> new Trial(List.of("a", "b", "c"), PREDICTED, COST, SCORE, COST, new double[3]))
                .hasMessage("predicted: 2 models (expected: 3)");
    }
}
