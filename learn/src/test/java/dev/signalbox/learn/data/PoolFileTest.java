package dev.signalbox.learn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolFileTest {

    @TempDir
    Path folder;

    private List<Pool> read(String rows) throws Exception {
        return PoolFile.read(
                Files.writeString(folder.resolve("pools.csv"), "name,kind,title,sources,models\n" + rows + "\n"));
    }

    @Test
    void readsPoolsAndPairs() throws Exception {
        assertThat(read("p,pool,\"One, two\",a; b,x;y;z\nq,pair,,a,strong;weak"))
                .containsExactly(
                        new Pool("p", "One, two", false, List.of("a", "b"), List.of("x", "y", "z")),
                        new Pool("q", "q", true, List.of("a"), List.of("strong", "weak")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            p,duel,t,a,x;y    | pools.csv:2: kind: "duel" (expected: pool or pair)
            p,pool,t,a,x      | pools.csv:2: models: [x] (expected: at least two different ones)
            p,pool,t,a,x;x    | pools.csv:2: models: [x, x] (expected: at least two different ones)
            p,pair,t,a,x;y;z  | pools.csv:2: models: 3 (expected: a strong and a weak one)
            p,pool,t,;,x;y    | pools.csv:2: sources: none (expected: at least one)
            ,pool,t,a,x;y     | pools.csv:2: name: blank (expected: a pool's name)
            """)
    void saysWhichRowIsNoPool(String row, String message) {
        assertThatThrownBy(() -> read(row)).isInstanceOf(DataException.class).hasMessage(message);
    }

    @Test
    void rejectsNamesThatStandTwiceAndFilesWithoutPools() {
        assertThatThrownBy(() -> read("p,pool,t,a,x;y\np,pool,t,a,x;y"))
                .hasMessage("pools.csv:3: name: \"p\" stands twice");
        assertThatThrownBy(() -> read("")).hasMessageStartingWith("pools.csv: no pools");
    }

    @Test
    void takesOnlyPromptsThatEveryModelAnswered() {
        Dataset data = new DatasetBuilder(List.of(
                        new Prompt("1", "", "a", "", ""),
                        new Prompt("2", "", "a", "", ""),
                        new Prompt("3", "", "b", "", "")))
                .add(0, "x", 1)
                .add(0, "y", 0)
                .add(0, "z", 0)
                .add(1, "x", 1)
                .add(2, "x", 1)
                .add(2, "y", 1)
                .build();
        Pool pool = new Pool("p", "p", false, List.of("a"), List.of("y", "x"));
        assertThat(pool.of(data).prompts()).extracting(Prompt::id).containsExactly("1");
        assertThat(pool.of(data).models()).containsExactly("x", "y");
        assertThat(pool.isIn(data)).isTrue();
        assertThat(new Pool("p", "p", false, List.of("b"), List.of("x", "z")).isIn(data))
                .isFalse();
        assertThat(new Pool("p", "p", false, List.of("b"), List.of("x", "unknown")).isIn(data))
                .isFalse();
    }

    @Test
    void shipsPoolsThatTheGradedOutcomesHold() throws Exception {
        assertThat(PoolFile.shipped()).hasSize(8).extracting(Pool::name).doesNotHaveDuplicates();
        Optional<Path> shared = GradedOutcomes.folder();
        assumeTrue(shared.isPresent(), "skipped: no graded outcomes beside the project (../shared/router-data)");
        DataFolder read = DataFolder.read(shared.get());
        for (Pool pool : PoolFile.shipped()) {
            Dataset data = pool.of(read.data());
            assertThat(data.prompts()).as(pool.name()).hasSizeGreaterThan(600);
            double[][] costs = new Costs(data, 250).of(pool.models(), read.prices());
            assertThat(Arrays.stream(costs).flatMapToDouble(Arrays::stream))
                    .as(pool.name())
                    .allMatch(Double::isFinite);
        }
    }
}
