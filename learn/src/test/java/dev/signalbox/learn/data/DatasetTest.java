package dev.signalbox.learn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DatasetTest {

    private static final Dataset DATA = new DatasetBuilder(List.of(
                    new Prompt("a", "train", "mmlu", "law", "12345678"),
                    new Prompt("b", "dev", "mmlu", "", "1234"),
                    new Prompt("c", "dev", "crux", "", "")))
            .add(0, "big", 1, 10, 100, Double.NaN)
            .add(0, "small", 0.5)
            .add(1, "big", 0, -1, 300, 2)
            .add(2, "small", 1)
            .build();

    @Test
    void filtersBySourceSplitModelsAndCoverage() {
        assertThat(DATA.sources()).containsExactly("crux", "mmlu");
        assertThat(ids(DATA.ofSources(Set.of("mmlu")))).containsExactly("a", "b");
        assertThat(ids(DATA.ofSplit("dev"))).containsExactly("b", "c");
        assertThat(ids(DATA.covering(List.of("small", "big")))).containsExactly("a");
        Dataset small = DATA.ofModels(List.of("small"));
        assertThat(small.models()).containsExactly("small");
        assertThat(small.outcomes()).isEqualTo(2);
        assertThat(small.scores(List.of("small")))
                .matches(s -> Arrays.deepEquals(s, new double[][] {{0.5}, {Double.NaN}, {1}}));
        assertThatThrownBy(() -> DATA.scores(List.of("huge")))
                .hasMessage("model: \"huge\" (expected: one of the data's models)");
    }

    @Test
    void keepsEachOutcomeWithItsPromptWhereverThePromptGoes() {
        Dataset turned = DATA.at(new int[] {2, 0});
        assertThat(ids(turned)).containsExactly("c", "a");
        assertThat(turned.scores(List.of("small", "big")))
                .matches(s -> Arrays.deepEquals(s, new double[][] {{1, Double.NaN}, {0.5, 1}}));
        assertThat(turned.outputTokens(turned.find(1, 0))).isEqualTo(100);
    }

    @Test
    void drawsTheSameSampleFromTheSameSeedAndAllOfThemEvenly() {
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            prompts.add(Prompt.of("p" + i, ""));
        }
        Dataset data = new DatasetBuilder(prompts).add(0, "m", 1).build();
        assertThat(ids(data.sample(10, 1))).hasSize(10).doesNotHaveDuplicates().isEqualTo(ids(data.sample(10, 1)));
        assertThat(data.sample(100, 1)).isSameAs(data);
        int[] drawn = new int[100];
        for (int seed = 0; seed < 1_000; seed++) {
            data.sample(10, seed).prompts().forEach(p -> drawn[Integer.parseInt(p.id().substring(1))]++);
        }
        assertThat(Arrays.stream(drawn)).allMatch(times -> times > 60 && times < 145);
    }

    @Test
    void buildsTheSameFromAnyOrderOfOutcomes() {
        SplittableRandom random = new SplittableRandom(11);
        List<Prompt> prompts = List.of(Prompt.of("x", ""), Prompt.of("y", ""), Prompt.of("z", ""));
        List<int[]> cells = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            for (int m = 0; m < 4; m++) {
                cells.add(new int[] {p, m});
            }
        }
        double[][] expected = {{0, .1, .2, .3}, {.4, .5, .6, .7}, {.8, .9, 1, 0}};
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(cells, new Random(random.nextLong()));
            DatasetBuilder builder = new DatasetBuilder(prompts);
            cells.forEach(cell -> builder.add(cell[0], "m" + cell[1], expected[cell[0]][cell[1]]));
            assertThat(builder.build().scores(List.of("m0", "m1", "m2", "m3"))).isDeepEqualTo(expected);
        }
        DatasetBuilder twice = new DatasetBuilder(prompts).add(1, "m", 1).add(1, "m", 0);
        assertThatThrownBy(twice::build).hasMessage("outcome: twice for prompt y and model m (expected: once)");
    }

    @Test
    void estimatesCostsOnlyWhereNoneWasMeasured() {
        Map<String, ModelPrice> prices =
                Map.of("big", new ModelPrice(1, 2, 0, 0), "small", new ModelPrice(10, 20, 1_000, 0));
        double[][] costs = new Costs(DATA, 50).of(List.of("big", "small"), prices);
        assertThat(costs[0][0]).isEqualTo((10 + 2 * 100) / 1e6);
        // Nothing known of small on mmlu: 8 characters are 2 tokens, the answer is as long as others' are there on
        // average.
        assertThat(costs[0][1]).isEqualTo((10 * 2 + 20 * (200 + 1_000)) / 1e6);
        assertThat(costs[1][0]).isEqualTo(2);
        assertThat(costs[1][1]).isNaN();
        assertThat(costs[2][1]).isEqualTo(20 * (50 + 1_000) / 1e6);
        assertThat(new Costs(DATA, 50).of(List.of("small"), Map.of())[2][0]).isNaN();
    }

    private static List<String> ids(Dataset data) {
        return data.prompts().stream().map(Prompt::id).toList();
    }
}
