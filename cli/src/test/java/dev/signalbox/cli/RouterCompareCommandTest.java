package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorOptions;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Routes and models beside each other, through a gateway that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouterCompareCommandTest {
    private static final int PROMPTS = 12;

    private final CallerKey key = CallerKey.random(new SecureRandom());
    private final CallerKey other = CallerKey.random(new SecureRandom());

    private Path directory = Path.of("");
    private Simulator works = Simulator.start();
    private Simulator fails = Simulator.start(SimulatorOptions.defaults().withFaults("503"));

    @SuppressWarnings("NullAway.Init") // started before all
    private Live live;

    private String gateway = "";

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        directory = folder;
        config("served.yaml", "served");
        config("own.yaml", "own");
        StringBuilder prompts = new StringBuilder();
        for (int i = 0; i < PROMPTS; i++) {
            prompts.append(
                    "{\"prompt_id\": \"p%d\", \"prompt_text\": \"Sum %d\\necho: it makes 0.%d\", \"expected\": \"%s\", \"team\": \"%s\"}%n"
                            .formatted(
                                    i, i, i % 4 + 1, i % 3 == 0 ? "never" : "it makes", i % 2 == 0 ? "red" : "blue"));
        }
        Files.writeString(directory.resolve("prompts.jsonl"), prompts);
        TestSignals signals = new TestSignals();
        live = Live.start(
                Run.surroundings(directory, Map.of(), signals), signals, "serve", "--config=served.yaml", "--port=0");
        gateway = live.endpoint().toString();
    }

    private void config(String file, String ledger) throws IOException {
        Files.writeString(directory.resolve(file), """
                providers:
                  good: { dialect: openai, endpoint: "%s/v1" }
                  bad: { dialect: openai, endpoint: "%s/v1" }
                models:
                  large: { provider: good, price: { input: 3, output: 15 } }
                  small: { provider: good, price: { input: 0.3, output: 1.5 } }
                  broken: { provider: bad, price: { input: 1, output: 1 } }
                  unpriced: { provider: good }
                routes:
                  assistant: { strategy: priority, targets: [{ model: small, priority: 0 }, { model: large, priority: 1 }] }
                callers:
                  me: { key: "%s", team: red }
                  you: { key: "%s", team: blue }
                ledger: { directory: "%s" }
                """.formatted(
                        works.endpoint(), fails.endpoint(), key.digest(), other.digest(), directory.resolve(ledger)));
    }

    @AfterAll
    void stop() {
        live.close();
        works.close();
        fails.close();
    }

    private Run compare(String... arguments) {
        String[] all = Stream.concat(
                        Stream.of("router", "compare", "--prompts=prompts.jsonl", "--team-key=blue=YOURS"),
                        Stream.of(arguments))
                .toArray(String[]::new);
        return Run.in(
                Run.surroundings(
                        directory, Map.of("SIGNALBOX_KEY", key.reveal(), "YOURS", other.reveal()), new TestSignals()),
                all);
    }

    private Json.Obj report(String folder) throws Exception {
        return JsonCodec.readObject(Files.readAllBytes(directory.resolve(folder).resolve("report.json")));
    }

    private static Json.Obj way(Json.Obj report, int number) {
        return (Json.Obj) report.items("ways").get(number);
    }

    private static double number(Json.Obj object, String... path) {
        Json.Obj at = object;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.object(path[i]).orElseThrow();
        }
        return at.decimal(path[path.length - 1]).orElseThrow().doubleValue();
    }

    @Test
    void putsARouteBesideAModelWithCostQualityTimesAndTeams() throws Exception {
        Run run = compare(
                "--gateway=" + gateway,
                "--routes=assistant",
                "--models=large",
                "--grader=contains",
                "--stream",
                "--out=full");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("BESIDE large").contains("Team red").contains("Quality is by contains");
        Json.Obj report = report("full");
        Json.Obj route = way(report, 0);
        assertThat(route.whole("asked")).hasValue(PROMPTS);
        assertThat(route.whole("failed")).hasValue(0);
        assertThat(number(route, "quality", "value")).isEqualTo(8 / 12.0, within(1e-9));
        assertThat(number(route, "first_token_ms", "p50")).isPositive().isLessThanOrEqualTo(number(route, "ms", "p95"));
        assertThat(route.object("models").orElseThrow().whole("small")).hasValue(PROMPTS);
        Json.Obj difference = (Json.Obj) report.items("differences").getFirst();
        assertThat(number(difference, "cost_saved", "value")).isEqualTo(0.9, within(0.01));
        assertThat(number(difference, "quality_difference", "low")).isZero();
        assertThat(report.object("teams").orElseThrow().items("blue")).hasSize(2);
        assertThat(directory.resolve("full/outcomes.csv"))
                .content()
                .startsWith("prompt_id,model,score\np0,large,0\np0,small,0\n");
        assertThat(directory.resolve("full/report.html"))
                .content()
                .contains("<svg", "cost 90.0 % less (90.0 % to 90.0 %)", "no difference of quality could be shown")
                .doesNotContain("<script", "http://www.example", "NaN");
    }

    @Test
    void takesItsCostsFromTheLedgerAndAnswersOfBothCallers() throws Exception {
        assertThat(compare("--gateway=" + gateway, "--models=small", "--out=costs")
                        .status())
                .isZero();
        Run usage = Run.in(
                Run.surroundings(directory, Map.of(), new TestSignals()),
                "report",
                "cost",
                "--by=team,model",
                "--ledger=served",
                "--format=csv");
        assertThat(usage.out()).contains("red,small").contains("blue,small");
        double told = number(way(report("costs"), 0), "cost_usd");
        assertThat(told).isPositive();
        assertThat(number(way(report("costs"), 0), "cost_usd_per_1000", "value"))
                .isEqualTo(told / PROMPTS * 1000, within(1e-9));
    }

    @Test
    void stopsBeforeItSpendsTooMuchAndGoesOnWithMore() throws Exception {
        Run run = compare("--gateway=" + gateway, "--models=large,small", "--max-cost=0.0004", "--out=cheap");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("It stopped early: --max-cost is reached");
        double spent = number(way(report("cheap"), 0), "cost_usd") + number(way(report("cheap"), 1), "cost_usd");
        assertThat(spent).isPositive().isLessThanOrEqualTo(0.0004);
        assertThat(compare("--gateway=" + gateway, "--models=large,small", "--out=cheap")
                        .err())
                .contains("holds files already");

        long before =
                Files.readAllLines(directory.resolve("cheap/results.jsonl")).size();
        Run more = compare("--gateway=" + gateway, "--models=large,small", "--out=cheap", "--resume", "--json");
        assertThat(more.status()).isZero();
        Json.Obj json = JsonCodec.readObject(more.out().getBytes(UTF_8));
        assertThat(way(json, 0).whole("asked")).hasValue(PROMPTS);
        assertThat(before).isLessThan(2 * PROMPTS);
        assertThat(Files.readAllLines(directory.resolve("cheap/results.jsonl")).stream()
                        .filter(line -> !line.isBlank()))
                .hasSize(2 * PROMPTS + 1);
        assertThat(compare("--gateway=" + gateway, "--models=small", "--grader=exact", "--out=cheap", "--resume")
                        .err())
                .contains("is of other prompts or another grader");
    }

    @Test
    void countsWhatFailsAndSaysWhatItCannotKnow() throws Exception {
        Run run = compare(
                "--gateway=" + gateway,
                "--models=small,broken,unpriced",
                "--grader=contains",
                "--limit=6",
                "--out=bad");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("broken: all 6 requests failed, the first with 503");
        Json.Obj broken = way(report("bad"), 1);
        assertThat(broken.whole("failed")).hasValue(6);
        assertThat(number(broken, "quality", "value")).isZero();
        assertThat(run.out())
                .contains("broken: 6 failed with 503")
                .contains("unpriced: the cost of 6 answers is not known");
        assertThat(compare("--gateway=" + gateway, "--models=unpriced", "--max-cost=1", "--out=unknown")
                        .out())
                .contains("--max-cost cannot be kept");
    }

    @Test
    void letsAModelJudgeAndTellsItsCostApart() throws Exception {
        Run run = compare("--gateway=" + gateway, "--models=small", "--judge=large", "--limit=4", "--out=judged");
        assertThat(run.err()).isEmpty();
        Json.Obj small = way(report("judged"), 0);
        assertThat(number(small, "quality", "value")).isEqualTo(0.25, within(1e-9));
        assertThat(number(small, "judge_usd")).isGreaterThan(number(small, "cost_usd"));
        assertThat(run.out()).contains("Quality is by judge large").contains("A judge is a model");
    }

    @Test
    void startsAGatewayOfItsOwn() throws Exception {
        assumeTrue(LearnedWeights.shipped().isPresent(), "no trained weights come with this build");
        Path own = directory.resolve("own.yaml");
        Files.writeString(own, Files.readString(own).replace("routes:\n", """
                routes:
                  smart:
                    strategy: learned
                    models: [large, small]
                    known-as: { large: gpt-4o-2024-05-13, small: gpt-4o-mini-2024-07-18 }
                """));
        Run run =
                compare("--config=own.yaml", "--routes=assistant,smart", "--limit=2", "--rate=50", "--out=own-report");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        Json.Obj report = report("own-report");
        assertThat(way(report, 0).whole("asked")).hasValue(2);
        assertThat(way(report, 0).object("embedding").orElseThrow().fields()).isEmpty();
        Json.Obj embedded = way(report, 1).object("embedding").orElseThrow();
        assertThat(embedded.fields().keySet().stream()
                        .mapToLong(word -> embedded.whole(word).orElseThrow())
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongBeforeItSpendsAnything() {
        assertThat(compare("--gateway=" + gateway, "--routes=nothing", "--out=none")
                        .err())
                .contains("nothing: 404 model: \"nothing\" (expected: a name that /v1/models lists)")
                .containsOnlyOnce("(expected");
        assertThat(compare("--gateway=" + gateway, "--models=small", "--judge=larg", "--limit=1", "--out=unjudged")
                        .err())
                .contains("--judge larg: 404");
        assertThat(compare("--models=small", "--grader=fuzzy", "--out=none").err())
                .contains("'--grader'")
                .contains("(expected one of: exact, contains, regex, number)")
                .doesNotContain("EXACT");
        assertThat(compare("--gateway=http://127.0.0.1:1", "--routes=assistant", "--out=none")
                        .err())
                .contains("the gateway cannot be reached");
        assertThat(compare("--out=none").err()).contains("nothing to compare (expected: --routes, --models, or both)");
        assertThat(compare("--models=small,small", "--out=none").err()).contains("small stands twice");
        assertThat(compare("--models=small", "--modes=fast", "--out=none").err())
                .contains("--modes: \"fast\" (expected: some of quality, balanced, cost)");
        assertThat(compare("--models=small", "--against=large", "--out=none").err())
                .contains("--against: large (expected: one of small)");
        assertThat(compare("--models=small", "--key-env=NOBODY", "--out=none").err())
                .contains("NOBODY is not set");
    }
}
