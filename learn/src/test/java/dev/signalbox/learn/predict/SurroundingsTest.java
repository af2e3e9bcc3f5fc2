package dev.signalbox.learn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.learn.train.Planted;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private static final Weights WEIGHTS = Planted.weights(Planted.MODELS, 2);
    private static final Surroundings ITS = WEIGHTS.surroundings();
    private static final int[] ALL = {0, 1, 2, 3};

    private static Weights believing(double near, double own) {
        float[] nears = new float[ITS.near().length];
        float[] owns = new float[ITS.own().length];
        Arrays.fill(nears, (float) near);
        Arrays.fill(owns, (float) own);
        return with(new Surroundings(
                ITS.neighbours(),
                ITS.skills(),
                ITS.scales(),
                ITS.average(),
                ITS.kinds(),
                nears,
                owns,
                ITS.calibrated()));
    }

    private static Weights with(Surroundings surroundings) {
        return Planted.with(WEIGHTS, WEIGHTS.prototypes(), surroundings);
    }

    private static double[] factors(Weights weights, Planted.Sample sample) {
        return new Predictor(weights, Planted.MODELS).explain(sample.features()).factors();
    }

    @Test
    void believesAPromptWhollyIfBothStepsAre() {
        Weights weights = believing(1, 1);
        for (Planted.Sample sample : Planted.samples(20, 81)) {
            double[] itself = WEIGHTS.full().quality(WEIGHTS.scaling().input(sample.features()), ALL);
            assertThat(factors(weights, sample)).containsExactly(itself, within(1e-9));
        }
    }

    @Test
    void tellsDifferencesOfAKindAloneIfNoStepIs() {
        Weights weights = believing(0, 0);
        Planted.Sample one = Planted.samples(1, 82).getFirst();
        double gap = gap(factors(weights, one));
        int alike = 0;
        for (Planted.Sample sample : Planted.samples(50, 83)) {
            if (sample.sum() == one.sum()) {
                alike++;
                assertThat(gap(factors(weights, sample))).isCloseTo(gap, within(0.02));
            }
        }
        assertThat(alike).isPositive();
    }

    /** How much likelier the first model is than the third, in logits, by which all prompts of a place differ alike. */
    private static double gap(double[] quality) {
        return Logistic.logit(quality[0]) - Logistic.logit(quality[2]);
    }

    @Test
    void leavesTheModelOfAverageAbilityWhereThePromptIs() {
        double[] average = {0.5, -1, 2};
        double[] itself = {1, 2, 3, 0.25};
        double[] place = Believed.place(itself, new double[] {-1, 0.5, 0}, average);
        assertThat(logit(place, average)).isCloseTo(logit(itself, average), within(1e-12));
        assertThat(place).startsWith(-1, 0.5, 0);
    }

    private static double logit(double[] place, double[] ability) {
        double logit = place[ability.length];
        for (int k = 0; k < ability.length; k++) {
            logit += place[k] * ability[k];
        }
        return logit;
    }

    @Test
    void keepsSkillsToAHalfOfTheirScale() {
        double[][] skills = {{1, -2, 0}, {-0.5, 1.27, 0}};
        Factors fit = new Factors(
                1, 3, new float[3], new float[3], new float[1], new float[1][3], new float[1], new float[1][0]);
        Surroundings kept =
                Surroundings.of(5, new Ensemble(java.util.List.of(fit)), skills, new short[] {0, 1}, new Believed[] {
                    new Believed(1, 0), new Believed(0, 1), new Believed(1, 1)
                });
        for (int p = 0; p < skills.length; p++) {
            for (int k = 0; k < 3; k++) {
                assertThat((double) kept.skills()[p][k] * kept.scales()[k])
                        .isCloseTo(skills[p][k], within(kept.scales()[k] / 2.0 + 1e-9));
            }
        }
        assertThat(kept.kinds()[1]).containsExactly(-0.5F, 1.27F, 0F);
        // nothing is known of the last kind: the mean of all
        assertThat(kept.kinds()[2]).containsExactly(new float[] {0.25F, -0.365F, 0}, within(1e-6F));
        assertThat(kept.with(new double[][] {{100, -100, 1}}).skills()[2]).containsExactly(127, -127, 127);
    }

    @Test
    void refusesWhatNothingCanBeBelievedBy() {
        assertThatThrownBy(() -> Consistency.checked(believing(1.5, 0)))
                .hasMessage("shares of what is nearby: 1.5 (expected: numbers from 0 to 1)");
        assertThatThrownBy(() -> Consistency.checked(believing(1, Double.NaN)))
                .hasMessage("shares of a prompt's own: NaN (expected: numbers from 0 to 1)");
        byte[][] fewer = Arrays.copyOf(ITS.skills(), 3);
        assertThatThrownBy(() -> Consistency.checked(with(new Surroundings(
                        ITS.neighbours(),
                        fewer,
                        ITS.scales(),
                        ITS.average(),
                        ITS.kinds(),
                        ITS.near(),
                        ITS.own(),
                        ITS.calibrated()))))
                .hasMessage("prompts with skills: 3 (expected: "
                        + WEIGHTS.prototypes().size() + ")");
        assertThatThrownBy(() -> new Surroundings(
                        5_000,
                        ITS.skills(),
                        ITS.scales(),
                        ITS.average(),
                        ITS.kinds(),
                        ITS.near(),
                        ITS.own(),
                        ITS.calibrated()))
                .hasMessageContaining("at most 1000 neighbours");
        assertThatThrownBy(() -> new Neighbourhood(60, Double.NaN, 8)).hasMessageContaining("sharpness");
        assertThatThrownBy(() -> new Neighbourhood(60, 10, 0)).hasMessageContaining("prior");
    }
}
