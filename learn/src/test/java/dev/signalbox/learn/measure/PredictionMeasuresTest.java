package dev.signalbox.learn.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PredictionMeasuresTest {

    @Test
    void countsHowOftenARightAnswerIsPredictedHigher() {
        assertThat(Auc.of(new double[] {0.1, 0.4, 0.35, 0.8}, new double[] {0, 0, 1, 1}))
                .isEqualTo(0.75);
        assertThat(Auc.of(new double[] {0.3, 0.3, 0.3}, new double[] {0, 1, 1})).isEqualTo(0.5);
        assertThat(Auc.of(new double[] {0.2, 0.8}, new double[] {0.5, 0.5})).isEqualTo(0.5);
        // 0.75 right above 0.75 wrong (0.5625), and half of 2 x 0.75 x 0.25 within the prompts.
        assertThat(Auc.of(new double[] {0.2, 0.8}, new double[] {0.25, 0.75})).isCloseTo(0.75, within(1e-12));
        assertThat(Auc.of(new double[] {0.2, 0.8}, new double[] {1, 1})).isNaN();
    }

    @Test
    void refusesAPredictionThatIsNoNumber() {
        assertThatThrownBy(() -> Auc.of(new double[] {0.2, Double.NaN}, new double[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prediction 1: NaN (expected: a number)");
        assertThat(Auc.of(new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}, new double[] {0, 1}))
                .isEqualTo(1);
    }

    @Test
    void doesNotChangeTheAreaByOrderOrByMonotoneTransforms() {
        SplittableRandom random = new SplittableRandom(9);
        for (int round = 0; round < 50; round++) {
            int size = random.nextInt(2, 60);
            double[] predicted =
                    random.doubles(size).map(x -> Math.round(x * 20) / 20.0).toArray();
            double[] score = random.doubles(size).toArray();
            double area = Auc.of(predicted, score);
            double pairs = 0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double wins = predicted[i] > predicted[j] ? 1 : predicted[i] == predicted[j] ? 0.5 : 0;
                    pairs += wins * score[i] * (1 - score[j]);
                }
            }
            double rights = Arrays.stream(score).sum();
            assertThat(area).isCloseTo(pairs / (rights * (size - rights)), within(1e-9));
            assertThat(Auc.of(Arrays.stream(predicted).map(Math::exp).toArray(), score))
                    .isCloseTo(area, within(1e-9));
            assertThat(Auc.of(Arrays.stream(predicted).map(x -> -x).toArray(), score))
                    .isCloseTo(1 - area, within(1e-9));
        }
    }

    @Test
    void sumsTheErrorOfTenBins() {
        Calibration calibration =
                Calibration.of(new double[] {0.05, 0.15, 0.15, 0.95, 1}, new double[] {0, 0, 1, 1, 1});
        // |0 - 0.05|, |1 - 0.3| and |2 - 1.95| over five.
        assertThat(calibration.error()).isCloseTo(0.16, within(1e-12));
        assertThat(calibration.meanAbsolute()).isCloseTo((0.05 + 0.15 + 0.85 + 0.05) / 5, within(1e-12));
        assertThat(calibration.bias()).isCloseTo((2.3 - 3) / 5, within(1e-12));
        assertThat(calibration.bins())
                .hasSize(10)
                .extracting(Calibration.Bin::predictions)
                .containsExactly(1, 2, 0, 0, 0, 0, 0, 0, 0, 2);
        assertThat(calibration.bins().get(1).predicted()).isCloseTo(0.15, within(1e-12));
        assertThat(calibration.bins().get(1).score()).isCloseTo(0.5, within(1e-12));
        assertThat(calibration.bins().get(2).score()).isNaN();
    }

    @Test
    void findsNoErrorInPredictionsThatMeanWhatTheySay() {
        SplittableRandom random = new SplittableRandom(2);
        double[] predicted = random.doubles(20_000).toArray();
        double[] score = Arrays.stream(predicted)
                .map(p -> random.nextDouble() < p ? 1 : 0)
                .toArray();
        assertThat(Calibration.of(predicted, score).error()).isLessThan(0.015);
        assertThat(Calibration.of(Arrays.stream(predicted).map(Math::sqrt).toArray(), score)
                        .error())
                .isGreaterThan(0.1);
        ModelResult model = ModelResult.of("m", predicted, score);
        assertThat(model.auc()).isCloseTo(5 / 6.0, within(0.01));
        assertThat(model.meanError()).isLessThan(0.01);
        assertThat(model.prompts()).isEqualTo(20_000);
    }

    @Test
    void tellsUnseenFromKnownByNovelty() {
        NoveltyResult result = NoveltyResult.of(new double[] {0.1, 0.2, 0.3, 0.6}, new double[] {0.5, 0.7}, 0.4);
        assertThat(result).isEqualTo(new NoveltyResult(4, 2, 7 / 8.0, 0.4, 0.25, 1));
    }

    @Test
    void sortsTheStepsOfANewModel() {
        NewModelCurve.Step few = new NewModelCurve.Step(50, 0.6, 0.1);
        NewModelCurve.Step many = new NewModelCurve.Step(500, 0.7, 0.02);
        assertThat(new NewModelCurve("m", 0.72, List.of(many, few)).steps()).containsExactly(few, many);
    }

    @Test
    void drawsIntervalsThatCoverTheTruthAndRepeat() {
        assertThat(Interval.of(10, 100, 1, _ -> 0.3)).isEqualTo(new Interval(0.3, 0.3));
        assertThat(Interval.of(10, 100, 1, _ -> Double.NaN).low()).isNaN();
        SplittableRandom random = new SplittableRandom(4);
        int covered = 0;
        for (int round = 0; round < 200; round++) {
            double[] tosses = random.doubles(150).map(x -> x < 0.3 ? 1 : 0).toArray();
            Interval interval = Interval.of(
                    150,
                    300,
                    round,
                    drawn -> Arrays.stream(drawn)
                            .mapToDouble(i -> tosses[i])
                            .average()
                            .orElse(0));
            covered += interval.low() <= 0.3 && interval.high() >= 0.3 ? 1 : 0;
        }
        assertThat(covered).isBetween(178, 200);
    }
}
