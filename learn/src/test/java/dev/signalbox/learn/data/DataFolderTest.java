package dev.signalbox.learn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    private static final String PROMPT = "{\"prompt_id\":\"a\",\"prompt_text\":\"x\"}\n";

    @TempDir
    Path folder;

    @Test
    void readsPlainAndCompressedFiles() throws Exception {
        Files.writeString(folder.resolve("prompts.jsonl"), PROMPT);
        try (CsvWriter out = new CsvWriter(folder.resolve("outcomes.csv.gz"), "prompt_id", "model", "score")) {
            out.row("a", "the \"best\", surely", Numbers.text(2 / 3.0));
        }
        Files.writeString(folder.resolve("models.csv"), """
                model,vendor,price_in_per_1m_usd,price_out_per_1m_usd,price_source,context_window
                m,"Meta, Inc",0.2,0.3,"here
                and there",8192
                free,,,,,
                """);
        DataFolder read = DataFolder.read(folder);
        assertThat(read.data().models()).containsExactly("the \"best\", surely");
        assertThat(read.data().score(0)).isEqualTo(0.666666667);
        assertThat(read.prices()).containsOnlyKeys("m").containsValue(new ModelPrice(0.2, 0.3, 0, 8192));
    }

    @Test
    void saysWhatTheFolderLacksOrHasTwice() throws Exception {
        assertThatThrownBy(() -> DataFolder.read(folder.resolve("no"))).hasMessageContaining("no such folder");
        Files.writeString(folder.resolve("prompts.jsonl"), PROMPT);
        assertThatThrownBy(() -> DataFolder.read(folder))
                .hasMessage(folder + ": outcomes.csv: missing (expected: outcomes.csv or outcomes.csv.gz)");
        Files.writeString(folder.resolve("outcomes.csv"), "prompt_id,model,score\na,m,1\n");
        assertThat(DataFolder.read(folder).prices()).isEmpty();
        Files.writeString(folder.resolve("prompts.jsonl.gz"), PROMPT);
        assertThatThrownBy(() -> DataFolder.read(folder))
                .hasMessage(folder + ": prompts.jsonl and prompts.jsonl.gz: both there (expected: one of them)");
    }

    @Test
    void readsTheShortFormOfPricesAndRejectsWhatIsNoPrice() throws Exception {
        Path file = folder.resolve("prices.csv");
        Files.writeString(file, "model,input,output,hidden_output_tokens\nthinker,1,4,2000\nplain,1,2,\n");
        assertThat(PriceFile.read(file))
                .containsEntry("thinker", new ModelPrice(1, 4, 2000, 0))
                .containsEntry("plain", new ModelPrice(1, 2, 0, 0));
        Files.writeString(file, "model,input,output\nm,1,2\nm,1,2\n");
        assertThatThrownBy(() -> PriceFile.read(file)).hasMessage("prices.csv:3: model: \"m\" has a price already");
        Files.writeString(file, "model,input,output\nm,1,\n");
        assertThatThrownBy(() -> PriceFile.read(file))
                .hasMessage("prices.csv:2: the price of output: blank (expected: USD per million tokens)");
        Files.writeString(file, "model,input,output\nm,-1,2\n");
        assertThatThrownBy(() -> PriceFile.read(file))
                .hasMessage("prices.csv:2: the price of input: \"-1\" (expected: a number of at least 0)");
    }

    @Test
    void writesTheSameBytesAgain() throws Exception {
        for (String name : List.of("one.csv.gz", "two.csv.gz")) {
            try (CsvWriter out = new CsvWriter(folder.resolve(name), "id", "value")) {
                out.row("line\nbreak", Numbers.text(1e-7));
                assertThatThrownBy(() -> out.row("short")).hasMessage("fields: 1 (expected: 2)");
            }
        }
        assertThat(folder.resolve("one.csv.gz")).hasSameBinaryContentAs(folder.resolve("two.csv.gz"));
    }

    @Test
    void spellsNumbersShortAndPlain() {
        assertThat(List.of(0.1, 1.0, -0.0, 1e-7, 12345678901.0, 2 / 3.0, 1e21, Double.NaN).stream()
                        .map(Numbers::text))
                .containsExactly(
                        "0.1", "1", "0", "0.0000001", "12345678900", "0.666666667", "1000000000000000000000", "");
    }

    /** The size that the reader is built for; the time is the thread's own and generous, because machines differ. */
    @Test
    void loadsHalfAMillionOutcomesInAFewSeconds() throws Exception {
        int prompts = 32_000;
        StringBuilder lines = new StringBuilder();
        for (int p = 0; p < prompts; p++) {
            lines.append("{\"prompt_id\":\"p").append(p).append("\",\"prompt_text\":\"What is it?\"}\n");
        }
        Files.writeString(folder.resolve("prompts.jsonl"), lines);
        try (CsvWriter out = new CsvWriter(folder.resolve("outcomes.csv"), "prompt_id", "model", "score", "cost_usd")) {
            for (int o = 0; o < prompts * 17; o++) {
                out.row("p" + o % prompts, "model-" + o / prompts, o % 2 == 0 ? "0.2731" : "1", "");
            }
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        assertThat(DataFolder.read(folder).data().outcomes()).isEqualTo(544_000);
        assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(15_000_000_000L);
    }

    @Test
    void readsTheSharedData() throws Exception {
        Optional<Path> shared = GradedOutcomes.folder();
        assumeTrue(shared.isPresent(), "skipped: no graded outcomes beside the project (../shared/router-data)");
        DataFolder read = DataFolder.read(shared.get());
        assertThat(read.data().outcomes()).isEqualTo(546_355);
        assertThat(read.data().prompts()).hasSize(32_472);
        assertThat(read.data().models()).hasSizeGreaterThan(250);
        assertThat(read.data().sources()).containsAll(Sources.CAUTIOUS);
    }
}
