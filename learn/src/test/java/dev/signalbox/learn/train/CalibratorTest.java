package dev.signalbox.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.learn.choice.Bands;
import dev.signalbox.learn.choice.Member;
import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Policy;
import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.DatasetBuilder;
import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.measure.Auc;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibratorTest {
    private static final Weights WITHOUT = Planted.weights(List.of("large", "medium", "small"), 2);

    private static Weights with(int graded) {
        List<Planted.Sample> samples = Planted.samples(graded, 31);
        return Calibrator.calibrate(
                WITHOUT,
                "with-sums",
                Planted.data(samples, List.of("sums"), 32),
                Planted.features(samples),
                Progress.NONE);
    }

    @Test
    void learnsAModelFromTwoHundredPrompts() {
        Predictor predictor = new Predictor(with(200), List.of("sums"));
        List<Planted.Sample> unseen = Planted.samples(600, 33);
        double[] predicted = unseen.stream()
                .mapToDouble(sample -> predictor.predict(sample.features()).quality()[0])
                .toArray();
        double[] truth = unseen.stream()
                .mapToDouble(sample -> sample.truth("sums") > 0.5 ? 1 : 0)
                .toArray();
        assertThat(Auc.of(predicted, truth)).isGreaterThan(0.95);
    }

    @Test
    void findsAModelThatIsFarFromAllOthers() {
        List<Planted.Sample> samples = Planted.samples(200, 37);
        dev.signalbox.learn.data.DatasetBuilder hopeless = new dev.signalbox.learn.data.DatasetBuilder(
                samples.stream().map(Planted.Sample::prompt).toList());
        for (int p = 0; p < samples.size(); p++) {
            hopeless.add(p, "hopeless", p % 25 == 0 ? 1 : 0);
        }
        Weights with =
                Calibrator.calibrate(WITHOUT, "hopeless", hopeless.build(), Planted.features(samples), Progress.NONE);
        Predictor predictor = new Predictor(with, List.of("hopeless"));
        double mean = Planted.samples(300, 38).stream()
                .mapToDouble(sample -> predictor.predict(sample.features()).quality()[0])
                .average()
                .orElse(1);
        assertThat(mean).isBetween(0.0, 0.15);
    }

    @Test
    void keepsWhatIsKnownOfOthers() {
        Predictor before = new Predictor(WITHOUT, List.of("large", "small"));
        Predictor after = new Predictor(with(100), List.of("large", "small"));
        for (Planted.Sample sample : Planted.samples(20, 34)) {
            double[] changed = after.predict(sample.features()).quality();
            double[] was = before.predict(sample.features()).quality();
            assertThat(changed[0]).isBetween(was[0] - 0.05, was[0] + 0.05);
            assertThat(changed[1]).isBetween(was[1] - 0.05, was[1] + 0.05);
        }
    }

    @Test
    void correctsAModelThatIsKnown() {
        List<Planted.Sample> samples = Planted.samples(300, 35);
        Dataset reversed = Planted.data(samples, List.of("large"), 36);
        Weights corrected = Calibrator.calibrate(WITHOUT, "again", reversed, Planted.features(samples), Progress.NONE);
        assertThat(corrected.models()).containsExactlyElementsOf(WITHOUT.models());
        assertThat(corrected
                        .known()
                        .get(corrected.number("large").orElseThrow())
                        .graded())
                .isEqualTo(1_500);
        assertThat(corrected.card().facts()).containsEntry("calibrated from", "planted");
    }

    @Test
    void letsAFewGradesNotOutweighManyOfAKnownModel() {
        List<Planted.Sample> samples = Planted.samples(60, 37);
        DatasetBuilder allWrong =
                new DatasetBuilder(samples.stream().map(Planted.Sample::prompt).toList());
        for (int p = 0; p < samples.size(); p++) {
            allWrong.add(p, "large", 0);
        }
        Weights told =
                Calibrator.calibrate(WITHOUT, "told", allWrong.build(), Planted.features(samples), Progress.NONE);
        assertThat(mean(WITHOUT) - mean(told)).isBetween(0.0, 0.3);
        assertThat(told.known().get(told.number("large").orElseThrow()).mean())
                .isCloseTo(
                        WITHOUT.known()
                                .get(WITHOUT.number("large").orElseThrow())
                                .mean(),
                        within(0.1f));
    }

    private static double mean(Weights weights) {
        Predictor predictor = new Predictor(weights, List.of("large"));
        return Planted.samples(200, 38).stream()
                .mapToDouble(sample -> predictor.predict(sample.features()).quality()[0])
                .average()
                .orElseThrow();
    }

    @Test
    void promisesLessOfAModelThatIsFoundWorseAndMoreOfOneThatIsFoundBetter() {
        double before = saved(WITHOUT);
        assertThat(saved(graded("small", 0))).as("worse").isLessThan(before - 0.05);
        assertThat(saved(graded("small", 1))).as("better").isGreaterThan(before + 0.05);
        assertThat(saved(graded("medium", 0)))
                .as("one that is not of the subset")
                .isCloseTo(before, within(0.03));
    }

    @Test
    void seesPromptsOfBeforeAsTheModelIsKnownByNow() {
        Prototypes before = WITHOUT.prototypes();
        Prototypes after = graded("small", 0).prototypes();
        int small = WITHOUT.number("small").orElseThrow();
        double scored = 0;
        double expected = 0;
        for (int p = 0; p < before.size(); p++) {
            for (int i = 0; i < before.models()[p].length; i++) {
                if (before.models()[p][i] == small) {
                    assertThat(after.scores()[p][i]).isBetween(0f, before.scores()[p][i]);
                    assertThat(after.rehearsed()[p][i]).isLessThan(before.rehearsed()[p][i] + 0.001f);
                    scored += after.scores()[p][i] - before.scores()[p][i];
                    expected += after.rehearsed()[p][i] - before.rehearsed()[p][i];
                } else {
                    assertThat(after.scores()[p][i]).isEqualTo(before.scores()[p][i]);
                    assertThat(after.rehearsed()[p][i]).isEqualTo(before.rehearsed()[p][i]);
                }
            }
        }
        assertThat(expected / before.size()).isLessThan(-0.05);
        assertThat(scored / before.size())
                .as("scores and predictions move alike")
                .isCloseTo(expected / before.size(), within(0.05));
    }

    /** Three hundred more grades, all alike, of one model alone: its prompts cannot be compared with those of others. */
    private static Weights graded(String model, double score) {
        List<Planted.Sample> samples = Planted.samples(300, 39);
        DatasetBuilder grades =
                new DatasetBuilder(samples.stream().map(Planted.Sample::prompt).toList());
        for (int p = 0; p < samples.size(); p++) {
            grades.add(p, model, score);
        }
        return Calibrator.calibrate(WITHOUT, "graded", grades.build(), Planted.features(samples), Progress.NONE);
    }

    private static double saved(Weights weights) {
        List<Member> members =
                List.of(new Member("large", 10, 10, Double.NaN, 0), new Member("small", 1, 1, Double.NaN, 0));
        return Policy.solve(weights, members, Bands.DEFAULT).promise(Mode.COST).saved();
    }

    @Test
    void refusesFewerThanFiftyPrompts() {
        assertThatThrownBy(() -> with(49)).hasMessage("sums: 49 graded prompts (expected: at least 50)");
    }

    @Test
    void rehearsesPromptsWithoutThoseThatAskTheSame() {
        SplittableRandom random = new SplittableRandom(40);
        List<Planted.Sample> questions = Planted.samples(150, 39);
        List<Planted.Sample> twice = new ArrayList<>();
        List<Boolean> solved = new ArrayList<>();
        for (Planted.Sample question : questions) {
            boolean luck = random.nextBoolean();
            for (String ending : List.of("", "?!")) {
                Prompt prompt = question.prompt();
                twice.add(new Planted.Sample(
                        new Prompt(
                                prompt.id() + ending,
                                prompt.split(),
                                prompt.source(),
                                prompt.category(),
                                prompt.text() + ending),
                        question.features(),
                        question.hard(),
                        question.sum()));
                solved.add(luck);
            }
        }
        DatasetBuilder builder =
                new DatasetBuilder(twice.stream().map(Planted.Sample::prompt).toList());
        for (int p = 0; p < twice.size(); p++) {
            builder.add(p, "lucky", solved.get(p) ? 1 : 0);
        }
        Weights lucky = Calibrator.calibrate(WITHOUT, "lucky", builder.build(), Planted.features(twice), Progress.NONE);
        assertThat(aucOfRehearsals(lucky, twice.size(), solved)).as("of chance").isBetween(0.35, 0.65);
        Weights again = Calibrator.calibrate(lucky, "again", builder.build(), Planted.features(twice), Progress.NONE);
        assertThat(aucOfRehearsals(again, twice.size(), solved))
                .as("of chance, though it was calibrated by the same prompts before")
                .isBetween(0.35, 0.65);
    }

    /** How well the last prototypes of weights are told right from wrong. */
    private static double aucOfRehearsals(Weights weights, int last, List<Boolean> solved) {
        Prototypes prototypes = weights.prototypes();
        double[] rehearsed = new double[last];
        double[] truth = new double[last];
        for (int p = 0; p < last; p++) {
            rehearsed[p] = prototypes.rehearsed()[prototypes.size() - last + p][0];
            truth[p] = solved.get(p) ? 1 : 0;
        }
        return Auc.of(rehearsed, truth);
    }
}
