package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouterCommandsTest {

    private static final int PROMPTS = 200;

    private Path directory = Path.of("");

    private Run trained = new Run(0, "", "");

    @BeforeAll
    void train(@TempDir Path folder) throws Exception {
        directory = folder;
        GradedPrompts.write(directory.resolve("data"), PROMPTS);
        trained = run("train", "--data=data", "--out=small.weights", "--cache=vectors.bin", "--seed=3", "--threads=2");
    }

    private Run run(String... arguments) {
        String[] all = Stream.concat(Stream.of("router"), Stream.of(arguments)).toArray(String[]::new);
        return Run.in(Run.surroundings(directory, Map.of(), new TestSignals()), all);
    }

    private Run predict(String... more) {
        return predictAt("data/prices.csv", more);
    }

    private Run predictAt(String prices, String... more) {
        String[] usual = {"predict", "--weights=small.weights", "--prompts=data/prompts.jsonl", "--prices=" + prices};
        return run(Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file));
    }

    @Test
    void trainsOnTheTrainingSplitAndSaysSoOnTheCard() {
        assertThat(trained.err()).isEmpty();
        assertThat(trained.status()).isZero();
        assertThat(trained.out())
                .contains("version          small")
                .contains("160 prompts, 480 outcomes, 3 models")
                .contains("proofs 80, sums 80")
                .contains("which were not checked")
                .contains("assumed: o3-mini-thinker 2000");
        assertThat(directory.resolve("vectors.bin")).isNotEmptyFile();
    }

    @Test
    void trainsTheSameWeightsAgainFromKeptVectors() throws Exception {
        run(
                "train",
                "--data=data",
                "--out=again.weights",
                "--version=small",
                "--cache=vectors.bin",
                "--seed=3",
                "--threads=1");
        assertThat(directory.resolve("again.weights")).hasSameBinaryContentAs(directory.resolve("small.weights"));
    }

    @Test
    void showsWhatWeightsKnow() throws Exception {
        Run run = run("show", "--weights=small.weights");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().filter(line -> line.startsWith("o3-mini-thinker ")))
                .singleElement()
                .asString()
                .contains("160", "2000");
        Json.Obj json = (Json.Obj) JsonCodec.read(
                run("show", "--weights=small.weights", "--json").out().getBytes(UTF_8));
        assertThat(json.text("version")).contains("small");
        assertThat(json.items("models")).hasSize(3);
        assertThat(json.items("pool")).contains(Json.text("small"));
    }

    @Test
    void predictsARowForEachPromptAndModelWithOnePickOfEachMode() throws Exception {
        Run run = predict("--models=small,large,o3-mini-thinker", "--out=picks.csv.gz");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("200 prompts").contains("USD PER 1,000 REQUESTS");
        List<String> rows = new String(
                        new GZIPInputStream(
                                        new ByteArrayInputStream(Files.readAllBytes(directory.resolve("picks.csv.gz"))))
                                .readAllBytes(),
                        UTF_8)
                .lines()
                .toList();
        assertThat(rows.getFirst())
                .isEqualTo("prompt_id,model,quality,cost,novelty,pick_quality,pick_balanced,pick_cost");
        assertThat(rows).hasSize(1 + 3 * PROMPTS);
        Map<String, Double> quality = new HashMap<>();
        for (int prompt = 0; prompt < PROMPTS; prompt++) {
            int[] picks = new int[3];
            for (int m = 0; m < 3; m++) {
                String[] fields = rows.get(1 + 3 * prompt + m).split(",");
                assertThat(fields[0]).isEqualTo("p" + prompt);
                assertThat(fields[1]).isEqualTo(GradedPrompts.MODELS.get(m));
                assertThat(Double.parseDouble(fields[2])).isBetween(0.0, 1.0);
                assertThat(Double.parseDouble(fields[3])).isPositive();
                quality.merge(fields[1] + prompt % 2, Double.parseDouble(fields[2]) / (PROMPTS / 2), Double::sum);
                for (int mode = 0; mode < 3; mode++) {
                    picks[mode] += Integer.parseInt(fields[5 + mode]);
                }
            }
            assertThat(picks).containsOnly(1);
        }
        assertThat(quality.get("small0")).isGreaterThan(0.85);
        assertThat(quality.get("small1")).isLessThan(0.3);
        assertThat(quality.get("o3-mini-thinker1")).isGreaterThan(0.85);
    }

    @Test
    void givesAModelTheSameRowsWhateverStandsBesideIt() throws Exception {
        predict("--models=large,small", "--out=two.csv", "--threads=1");
        predict("--models=small", "--out=one.csv");
        assertThat(lines("two.csv").stream()
                        .filter(row -> row.contains(",small,"))
                        .map(RouterCommandsTest::start))
                .containsExactlyElementsOf(lines("one.csv").stream()
                        .skip(1)
                        .map(RouterCommandsTest::start)
                        .toList());
    }

    /** Without the picks. */
    private static String start(String row) {
        return row.substring(0, row.length() - ",1,1,1".length());
    }

    @Test
    void takesThinkingTokensFromThePricesInPlaceOfAssumedOnes() throws Exception {
        Files.writeString(
                directory.resolve("thinking.csv"),
                "model,input,output,hidden_output_tokens\no3-mini-thinker,0,1000000,500\n");
        Files.writeString(directory.resolve("silent.csv"), "model,input,output\no3-mini-thinker,0,1000000\n");
        predictAt("thinking.csv", "--models=o3-mini-thinker", "--out=thinking-out.csv");
        predictAt("silent.csv", "--models=o3-mini-thinker", "--out=silent-out.csv");
        double stated = Double.parseDouble(lines("thinking-out.csv").get(1).split(",")[3]);
        double assumed = Double.parseDouble(lines("silent-out.csv").get(1).split(",")[3]);
        assertThat(assumed - stated).isCloseTo(1_500.0, within(1e-3));
    }

    @Test
    void keepsAFileThatIsThereUnlessItIsForced() throws Exception {
        Files.writeString(directory.resolve("mine.csv"), "precious");
        Run run = predict("--models=small", "--out=mine.csv");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("mine.csv is there already (expected: a new file, or --force to replace it)");
        assertThat(directory.resolve("mine.csv")).hasContent("precious");
        assertThat(predict("--models=small", "--out=mine.csv", "--force").status())
                .isZero();
        assertThat(lines("mine.csv")).hasSize(1 + PROMPTS);
    }

    @Test
    void leavesNothingBehindWhenItCannotFinish() throws Exception {
        Files.writeString(
                directory.resolve("broken.jsonl"), "{\"prompt_id\": \"a\", \"prompt_text\": \"b\"}\nnonsense\n");
        Run run = predict("--prompts=broken.jsonl", "--models=small", "--out=never.csv");
        assertThat(run.status()).isEqualTo(2);
        run = run(
                "predict",
                "--weights=small.weights",
                "--prompts=broken.jsonl",
                "--models=small",
                "--prices=data/prices.csv",
                "--out=never.csv");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("signalbox: broken.jsonl:2: not JSON").hasLineCount(1);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .noneMatch(name -> name.contains("never.csv"));
        }
    }

    @Test
    void namesAModelThatTheWeightsDoNotKnow() {
        Run run = predict("--models=small,largest", "--out=unknown.csv");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("'largest' is not known to the weights").contains("such as large");
    }

    @Test
    void namesTheModelsWithoutAPriceAndSaysHowToGiveOne() throws Exception {
        Run run = run(
                "predict",
                "--weights=small.weights",
                "--prompts=data/prompts.jsonl",
                "--models=small,large",
                "--out=x.csv");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no price for small, large").contains("--prices FILE");
        Files.writeString(directory.resolve("some.csv"), "model,input,output\nsmall,1,2\n");
        run = run(
                "predict",
                "--weights=small.weights",
                "--prompts=data/prompts.jsonl",
                "--models=small,large",
                "--prices=some.csv",
                "--out=x.csv");
        assertThat(run.err()).contains("some.csv: no price for large (expected: a row model,input,output");
    }

    @Test
    void saysWhatIsWrongWithWeightsAndData() throws Exception {
        assertThat(run("show", "--weights=none.weights").err()).contains("none.weights: no such file");
        assertThat(run("show", "--weights=data/prices.csv").err()).contains("no weights (expected: a file that begins");
        assertThat(run("train", "--data=nowhere", "--out=y.weights").err()).contains("nowhere: no such folder");
        assertThat(run("train", "--data=data", "--out=y.weights", "--split=test")
                        .err())
                .contains("--split: test (expected: all, dev, train)");
        assertThat(run("train", "--data=data", "--out=y.weights", "--sources=sums,tales")
                        .err())
                .contains("--sources: tales (expected: some of proofs, sums)");
        assertThat(run("train", "--data=data", "--out=y.weights", "--cautious").err())
                .contains("--cautious: none of its sources");
        assertThat(run("train", "--data=data", "--out=y.weights", "--version=a b")
                        .err())
                .contains("--version: 'a b'");
        assertThat(run("train", "--data=data", "--out=y.weights", "--pool=huge").err())
                .contains("--pool: huge");
        assertThat(run("train", "--data=data", "--out=y.weights", "--threads=0").status())
                .isEqualTo(2);
        Files.writeString(directory.resolve("other.bin"), "something else");
        assertThat(run("train", "--data=data", "--out=y.weights", "--cache=other.bin")
                        .err())
                .contains("other.bin: not a file of vectors");
    }

    @Test
    void tellsProgressWhenItIsAsked() {
        Run run = predict("--models=small", "--out=told.csv", "--progress");
        assertThat(run.err().lines()).contains("predicting: 200 of 200").hasSizeBetween(10, 12);
    }

    @Test
    void printsAnObjectForPrograms() throws Exception {
        Run run = predict("--models=small,large", "--out=json.csv", "--json");
        Json.Obj json = (Json.Obj) JsonCodec.read(run.out().getBytes(UTF_8));
        assertThat(json.get("prompts")).isEqualTo(Json.number(PROMPTS));
        assertThat(json.items("models")).hasSize(2);
        assertThat(json.items("modes")).hasSize(3);
    }

    @Test
    void measuresWeightsBesideWhatNeedsNoRouter() throws Exception {
        Files.writeString(directory.resolve("pools.csv"), """
                name,kind,title,sources,models
                three,pool,Sums and proofs,sums;proofs,small;large;o3-mini-thinker
                two,pair,Thinker or small,sums;proofs,o3-mini-thinker;small
                odd,pool,Odd,sums,small;giant
                """);
        Run run = run(
                "evaluate",
                "--weights=small.weights",
                "--data=data",
                "--split=all",
                "--pools=pools.csv",
                "--out=report",
                "--cache=vectors.bin",
                "--new-models=large");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("Sums and proofs, 200 prompts")
                .contains("random mixing of best and cheapest")
                .contains("prompt length alone")
                .contains("oracle")
                .contains("balanced")
                .contains("odd: not measured, the weights do not know giant")
                .contains("NEW MODEL");
        assertThat(directory.resolve("report/report.md")).content().contains("Sums and proofs");
        assertThat(directory.resolve("report/pool-three.svg")).isNotEmptyFile();
        Json.Obj json = (Json.Obj) JsonCodec.read(Files.readAllBytes(directory.resolve("report/report.json")));
        assertThat(json.items("pairs")).hasSize(3);
        Json.Obj router = (Json.Obj) json.items("pairs").getFirst();
        assertThat(Double.parseDouble(((Json.Num) router.get("apgr")).spelling()))
                .isGreaterThan(0.7);
        Json.Obj curve = (Json.Obj) json.items("new_models").getFirst();
        assertThat(curve.text("model")).contains("large");
        assertThat(curve.items("steps")).hasSize(2);
        assertThat(run("evaluate", "--weights=small.weights", "--data=data", "--out=report")
                        .err())
                .contains("report holds files already (expected: a new folder, or --force)");
        assertThat(run(
                                "evaluate",
                                "--weights=small.weights",
                                "--data=data",
                                "--split=dev",
                                "--out=r2",
                                "--new-models=large")
                        .err())
                .contains("--new-models: large has 40 outcomes in the data (expected: at least 100)");
    }

    @Test
    void measuresEachFoldByWeightsFromTheOthers() throws Exception {
        Files.writeString(directory.resolve("fold-pools.csv"), """
                name,kind,title,sources,models
                three,pool,Sums and proofs,sums;proofs,small;large;o3-mini-thinker
                two,pair,Thinker or small,sums;proofs,o3-mini-thinker;small
                """);
        Run run = run(
                "evaluate",
                "--folds=2",
                "--leave-out=sums",
                "--data=data",
                "--pools=fold-pools.csv",
                "--out=folds",
                "--cache=vectors.bin",
                "--new-models=none",
                "--progress");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("training 1 of 3 (without fold 1): fitting")
                .contains("for this and the rest): fitting")
                .contains("training 3 of 3 (without sums");
        assertThat(run.out())
                .contains("Sums and proofs, 200 prompts")
                .contains("SOURCE NOT LEARNT")
                .contains("three-without-sums")
                .contains("with one threshold for all folds");
        Json.Obj json = (Json.Obj) JsonCodec.read(Files.readAllBytes(directory.resolve("folds/report.json")));
        assertThat(json.object("facts").orElseThrow().text("folds"))
                .hasValueSatisfying(folds -> assertThat(folds).startsWith("2, of 100, 100 prompts"));
        Json.Obj router = (Json.Obj) json.items("pairs").getFirst();
        assertThat(router.whole("prompts")).hasValue(200);
        assertThat(Double.parseDouble(((Json.Num) router.get("apgr")).spelling()))
                .isGreaterThan(0.7);
        assertThat(json.items("left_out")).hasSize(1);
    }

    @Test
    void saysWhichOptionsDoNotGoWithFolds() {
        assertThat(folds("--folds=1")).contains("--folds: 1 (expected: a number from 2 to 10)");
        assertThat(folds("--folds=11")).contains("--folds: 11 (expected: a number from 2 to 10)");
        assertThat(folds("--folds=4", "--weights=small.weights")).contains("--weights: not with --folds");
        assertThat(folds("--leave-out=sums", "--split=dev")).contains("--split: not with --leave-out");
        assertThat(folds("--folds=2", "--subsets=-1")).contains("--subsets: -1 (expected: a number from 0 to 1000)");
        assertThat(folds("--sources=sums")).contains("--sources and --cautious: without training");
        assertThat(folds("--folds=2", "--leave-out=tales"))
                .contains("--leave-out: tales (expected: each, or some of proofs, sums)");
        assertThat(folds("--sources=sums", "--leave-out=sums")).contains("--leave-out: the data has one source");
        assertThat(folds("--folds=2", "--new-models=large", "--sources=sums"))
                .contains(
                        "--new-models: large has 100 outcomes in the data (expected: at least 200, 100 for each fold)");
    }

    @Test
    void namesASourceThatCannotBePartedIntoFolds() throws Exception {
        Files.createDirectories(directory.resolve("few"));
        Files.writeString(directory.resolve("few/prompts.jsonl"), """
                {"prompt_id": "a", "source": "tales", "prompt_text": "Tell a tale."}
                {"prompt_id": "b", "source": "tales", "prompt_text": "Tell another."}
                """);
        Files.writeString(directory.resolve("few/outcomes.csv"), "prompt_id,model,score\na,m,1\nb,m,0\n");
        assertThat(run("evaluate", "--data=few", "--out=none", "--folds=3").err())
                .contains("--folds: source tales: 2 different prompts (expected: at least 3, one for each fold)");
    }

    private String folds(String... more) {
        Run run = run(Stream.concat(Stream.of("evaluate", "--data=data", "--out=never"), Stream.of(more))
                .toArray(String[]::new));
        assertThat(run.status()).isNotZero();
        assertThat(directory.resolve("never")).doesNotExist();
        return run.err();
    }

    @Test
    void learnsAnotherModelFromGradedPrompts() throws Exception {
        StringBuilder outcomes = new StringBuilder("prompt_id,model,score\n");
        for (int i = 0; i < 120; i++) {
            outcomes.append("p%d,newcomer,%d%n".formatted(i, i % 2 == 0 ? 1 : 0));
        }
        Files.writeString(directory.resolve("graded.csv"), outcomes);
        Run run = run(
                "calibrate",
                "--weights=small.weights",
                "--outcomes=graded.csv",
                "--prompts=data/prompts.jsonl",
                "--out=more.weights",
                "--cache=vectors.bin");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("newcomer is new to the weights small.")
                .contains("weights more, from small; it knows 4 models");
        Files.writeString(directory.resolve("new-prices.csv"), "model,input,output\nnewcomer,1,1\n");
        run(
                "predict",
                "--weights=more.weights",
                "--prompts=data/prompts.jsonl",
                "--models=newcomer",
                "--prices=new-prices.csv",
                "--out=newcomer.csv");
        double[] quality = new double[2];
        for (int prompt = 120; prompt < PROMPTS; prompt++) {
            quality[prompt % 2] +=
                    Double.parseDouble(lines("newcomer.csv").get(1 + prompt).split(",")[2]) / 40;
        }
        assertThat(quality[0]).isGreaterThan(0.8);
        assertThat(quality[1]).isLessThan(0.3);
        Files.writeString(directory.resolve("few.csv"), "prompt_id,model,score\np1,newcomer,1\n");
        assertThat(run(
                                "calibrate",
                                "--weights=small.weights",
                                "--outcomes=few.csv",
                                "--prompts=data/prompts.jsonl",
                                "--out=few.weights")
                        .err())
                .contains("newcomer has 1 graded prompts (expected: at least 50)");
    }
}
