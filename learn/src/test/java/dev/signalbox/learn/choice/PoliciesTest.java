package dev.signalbox.learn.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.learn.predict.Card;
import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.UnknownModelException;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsFile;
import dev.signalbox.learn.train.Planted;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final Weights WEIGHTS = Planted.weights(List.of("large", "medium", "small"), 2);
    private static final Member LARGE = member("large", 10);
    private static final Member MEDIUM = member("medium", 3);
    private static final Member SMALL = member("small", 1);

    private final Policies policies = new Policies();

    private static Member member(String model, double price) {
        return new Member(model, price, price, Double.NaN, 0);
    }

    @Test
    void solvesTheSameOnce() {
        Policy first = policies.of(WEIGHTS, List.of(LARGE, SMALL), Bands.DEFAULT);
        assertThat(policies.of(WEIGHTS, List.of(LARGE, SMALL), Bands.DEFAULT).promise(Mode.COST))
                .isEqualTo(first.promise(Mode.COST));
        assertThat(policies.solved()).isOne();
    }

    @Test
    void solvesAnewWhatDependsOnSomethingElse() {
        List<Member> members = List.of(LARGE, SMALL);
        policies.of(WEIGHTS, members, Bands.DEFAULT);
        policies.of(WEIGHTS, members, new Bands(0.01, 0.02));
        policies.of(WEIGHTS, List.of(LARGE, MEDIUM), Bands.DEFAULT);
        policies.of(WEIGHTS, List.of(LARGE, member("small", 2)), Bands.DEFAULT);
        policies.of(WEIGHTS, List.of(LARGE, new Member("small", 1, 1, 0.5, 0)), Bands.DEFAULT);
        policies.of(WEIGHTS, List.of(LARGE, new Member("small", 1, 1, Double.NaN, 100)), Bands.DEFAULT);
        policies.of(WEIGHTS.assuming(Map.of("small", 900d)), members, Bands.DEFAULT);
        assertThat(policies.solved()).isEqualTo(7);
    }

    @Test
    void solvesAnewForTheSamePromptsUnderOtherNames() {
        Prototypes its = WEIGHTS.prototypes();
        Prototypes renamed = new Prototypes(
                its.ids().stream().map(id -> "other " + id).toList(),
                its.sourceNames(),
                its.sources(),
                its.tasks(),
                its.places(),
                its.models(),
                its.scores(),
                its.foreseen(),
                its.rehearsed(),
                its.foreseenBySurface(),
                its.tokens(),
                its.lengths(),
                its.limits(),
                its.directions());
        policies.of(WEIGHTS, List.of(LARGE, SMALL), Bands.DEFAULT);
        policies.of(Planted.with(WEIGHTS, renamed, WEIGHTS.surroundings()), List.of(LARGE, SMALL), Bands.DEFAULT);
        // parts of prompts hang on their names
        assertThat(policies.solved()).isEqualTo(2);
    }

    @Test
    void knowsTheSameNumbersAgainUnderAnotherName() {
        Weights again = WeightsFile.rounded(WEIGHTS);
        policies.of(again, List.of(LARGE, SMALL), Bands.DEFAULT);
        policies.of(
                WeightsFile.rounded(again).with(new Card("other", Map.of("calibrated", "no"))),
                List.of(LARGE, SMALL),
                Bands.DEFAULT);
        assertThat(policies.solved()).isOne();
    }

    @Test
    void givesEveryOrderOfTheSubsetItsOwnNumbers() {
        List<Member> one = List.of(LARGE, MEDIUM, SMALL);
        List<Member> other = List.of(SMALL, LARGE, MEDIUM);
        for (Mode mode : Mode.values()) {
            assertThat(names(other, mode)).isEqualTo(names(one, mode)).isNotEmpty();
        }
        assertThat(policies.solved()).isOne();
    }

    /** Who is picked for some prompts, by name. */
    private List<String> names(List<Member> members, Mode mode) {
        Policy policy = policies.of(WEIGHTS, members, Bands.DEFAULT);
        assertThat(policy.members()).isEqualTo(members);
        Predictor predictor =
                new Predictor(WEIGHTS, members.stream().map(Member::model).toList());
        return Planted.samples(40, 71).stream()
                .map(sample -> {
                    Prediction prediction = predictor.predict(sample.features());
                    Choice choice = policy.choose(prediction, mode, new boolean[] {true, true, true}, 10, new int[3]);
                    return members.get(choice.order().getFirst().member()).model();
                })
                .toList();
    }

    @Test
    void solvesOnceForAllWhoAskAtTheSameTime() {
        List<Policy> got = IntStream.range(0, 4)
                .parallel()
                .mapToObj(_ -> policies.of(WEIGHTS, List.of(LARGE, SMALL), Bands.DEFAULT))
                .toList();
        assertThat(got).doesNotContainNull();
        assertThat(policies.solved()).isOne();
    }

    @Test
    void remembersNoFailure() {
        for (int i = 1; i < 3; i++) {
            assertThatThrownBy(() -> policies.of(WEIGHTS, List.of(member("nobody", 1)), Bands.DEFAULT))
                    .isInstanceOf(UnknownModelException.class);
            assertThat(policies.solved()).isEqualTo(i);
        }
    }
}
