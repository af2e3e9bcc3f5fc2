package dev.signalbox.learn.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Settings are chosen on scenes of two or three models: a dear one, a cheap one, and one in between. */
class RehearsalTest {
    private static final double[] COSTS = {1, 0.1, 3};

    private static Scene scene(double[] quality, double[] score, Scene.Best best, int part) {
        Scene.Best[] without = new Scene.Best[Scene.PARTS];
        Arrays.fill(without, best);
        return new Scene(quality, Arrays.copyOf(COSTS, score.length), score, best, without, 0, part);
    }

    private static Rehearsal rehearsal(int size, int best, IntFunction<Scene> scene) {
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            scenes.add(scene.apply(i));
        }
        return new Rehearsal(scenes, best);
    }

    private static double chance(SplittableRandom random, double probability) {
        return random.nextDouble() < probability ? 1 : 0;
    }

    private static Solution solved(Rehearsal rehearsal) {
        return Solution.of(List.of(rehearsal), 0, Bands.DEFAULT).getFirst();
    }

    @Test
    void savesWhereItIsForeseenThatTheCheapModelWillDo() {
        SplittableRandom random = new SplittableRandom(71);
        Solution solution = solved(rehearsal(2_000, 0, i -> {
            boolean easy = random.nextBoolean();
            return scene(
                    new double[] {0.9, easy ? 0.9 : 0.3},
                    new double[] {chance(random, 0.9), chance(random, easy ? 0.9 : 0.3)},
                    new Scene.Best(0, 0),
                    i % Scene.PARTS);
        }));
        Tally balanced = solution.elsewhere(Mode.BALANCED);
        assertThat(balanced.prompts()).isEqualTo(2_000);
        assertThat(balanced.kept()).isGreaterThan(0.98);
        assertThat(1 - balanced.cost() / balanced.bestCost()).isCloseTo(0.45, within(0.05));
    }

    @Test
    void choosesNothingThatOnlyChanceSpeaksFor() {
        for (int seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rehearsal rehearsal = rehearsal(
                    400,
                    0,
                    i -> scene(
                            new double[] {0.8 + 0.1 * random.nextGaussian(), 0.8 + 0.1 * random.nextGaussian()},
                            new double[] {chance(random, 0.85), chance(random, 0.65)},
                            new Scene.Best(0, 0),
                            i % Scene.PARTS));
            Setting setting = solved(rehearsal).of(Mode.BALANCED);
            SplittableRandom other = new SplittableRandom(100 + seed);
            int cheap = 0;
            for (int i = 0; i < 1_000; i++) {
                double[] quality = {0.8 + 0.1 * other.nextGaussian(), 0.8 + 0.1 * other.nextGaussian()};
                cheap += setting.pick(quality, new double[] {1, 0.1}, 0, 1);
            }
            // each costs 0.2 of the dear one's 0.85, so that more than one in twelve would break the band
            assertThat(cheap).as("seed %d", seed).isLessThan(85);
        }
    }

    @Test
    void measuresAChoiceOnPromptsThatItWasNotMadeOn() {
        Rehearsal rehearsal = rehearsal(
                400,
                0,
                i -> scene(
                        new double[] {0.9, 0.9},
                        new double[] {1, i % Scene.PARTS == 0 ? 0 : 1},
                        new Scene.Best(0, 0),
                        i % Scene.PARTS));
        Audition audition = rehearsal.audition(Bands.DEFAULT);
        int always = Grid.settings(false).indexOf(new Setting(new Dial.Price(10), 0, false));
        assertThat(always).isPositive();
        assertThat(audition.all().results().get(always).all().kept()).isEqualTo(0.75);
        assertThat(audition.learnt().getFirst().results().get(always).all().kept())
                .isEqualTo(1);
        assertThat(audition.leftOut().getFirst().get(always).kept()).isZero();
        Audition.Chosen chosen = Audition.cheapest(audition.ways(Mode.BALANCED, Bands.DEFAULT), 0.02, 0.5);
        assertThat(chosen.elsewhere().kept()).isEqualTo(1);
        assertThat(chosen.elsewhere().cost()).isEqualTo(chosen.elsewhere().bestCost());
    }

    @Test
    void letsTheUsualModelHaveTheLeadWhereADearerOneIsHardlyBetter() {
        SplittableRandom random = new SplittableRandom(73);
        Solution solution = solved(rehearsal(
                2_000,
                2,
                i -> scene(
                        new double[] {
                            0.9 + 0.05 * random.nextGaussian(),
                            0.9 + 0.05 * random.nextGaussian(),
                            0.9 + 0.05 * random.nextGaussian()
                        },
                        new double[] {0.99, 0.5, 1},
                        new Scene.Best(2, 0),
                        i % Scene.PARTS)));
        assertThat(solution.of(Mode.BALANCED).usual()).isTrue();
        assertThat(solution.ahead(Mode.BALANCED)).isZero();
        assertThat(solution.ahead(Mode.QUALITY)).isEqualTo(2);
        Tally balanced = solution.elsewhere(Mode.BALANCED);
        assertThat(1 - balanced.cost() / balanced.bestCost()).isGreaterThan(0.6);
    }

    @Test
    void countsThatTheBestModelIsNotKnownBeforehand() {
        Scene.Best dear = new Scene.Best(0, 0);
        Scene.Best cheap = new Scene.Best(1, 1);
        Rehearsal rehearsal = rehearsal(400, 0, i -> {
            int part = i % Scene.PARTS;
            // without the first part the cheap model is the best
            return new Scene(
                    new double[] {0.9, 0.9},
                    new double[] {1, 0.1},
                    new double[] {part == 0 ? 1 : 0.8, part == 0 ? 0 : 0.9},
                    dear,
                    new Scene.Best[] {cheap, dear, dear, dear},
                    0,
                    part);
        });
        Audition audition = rehearsal.audition(Bands.DEFAULT);
        Tried without = audition.learnt().getFirst();
        int leading = 0;
        assertThat(without.results().get(leading).all().kept()).isEqualTo(1);
        assertThat(without.results().get(leading).all().picked()).isCloseTo(270, within(1e-6));
        assertThat(audition.leftOut().getFirst().get(leading).kept()).isZero();
    }
}
