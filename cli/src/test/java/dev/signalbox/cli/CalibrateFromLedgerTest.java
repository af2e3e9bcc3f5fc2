package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.server.store.sqlite.SqliteReadings;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what callers thought of answers to weights that know it. */
class CalibrateFromLedgerTest {
    private static final int REQUESTS = 108;
    private static final List<String> MODELS = List.of("large", "small");

    private final CallerKey key = CallerKey.random(new SecureRandom());

    @TempDir
    private Path directory;

    private Run run(String... arguments) {
        return Run.in(Run.surroundings(directory, Map.of(), new TestSignals()), arguments);
    }

    private void write(Simulator simulator, String ledger, String weights) throws IOException {
        Files.writeString(directory.resolve("signalbox.yaml"), """
                providers:
                  sim: { dialect: openai, endpoint: "%s/v1" }
                models:
                  large: { provider: sim, id: gpt-4o-2024-05-13, price: { input: 2.5, output: 10 } }
                  small: { provider: sim, id: gpt-4o-mini-2024-07-18, price: { input: 0.15, output: 0.6 } }
                routes:
                  auto: { strategy: learned, models: [large, small]%s }
                callers:
                  me: { key: "%s" }
                ledger: { directory: "%s"%s }
                """.formatted(
                        simulator.endpoint(), weights, key.digest(), directory.resolve("data"), ledger));
    }

    private Live serve(TestSignals signals) {
        return Live.start(
                Run.surroundings(directory, Map.of(), signals),
                signals,
                "serve",
                "--config=signalbox.yaml",
                "--port=0");
    }

    private HttpResponse<String> post(URI endpoint, String path, String body, String... header) throws Exception {
        return new CurlLine(
                        "POST",
                        endpoint + path,
                        Stream.concat(Stream.of("Authorization: Bearer " + key.reveal()), Stream.of(header))
                                .toList(),
                        body)
                .run();
    }

    private static String prompt(int i) {
        return i % 2 == 0
                ? "Ann has " + i + " apples and buys " + (i + 3) + " more. How many has she now?"
                : "Prove that every finite group of order " + i + " has a subgroup such that the map is injective.";
    }

    private void askAndScore(URI endpoint) throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            String model = MODELS.get(i / 2 % 2);
            HttpResponse<String> answer = post(
                    endpoint,
                    "/v1/chat/completions",
                    "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"" + prompt(i) + "\"}]}",
                    "x-signalbox-router-models: " + model);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-signalbox-model")).hasValue(model);
            String id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
            int score = model.equals("small") && i % 2 == 1 ? 0 : 1;
            assertThat(post(endpoint, "/v1/feedback", "{\"request_id\": \"" + id + "\", \"score\": " + score + "}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void makesWeightsOfAWeekOfFeedback() throws Exception {
        assumeTrue(LearnedWeights.shipped().isPresent(), "no trained weights come with this build");
        TestSignals signals = new TestSignals();
        try (Simulator simulator = Simulator.start()) {
            write(simulator, ", readings: 30d", "");
            try (Live live = serve(signals)) {
                askAndScore(live.endpoint());
                live.stop();
            }
            Run run = run(
                    "router", "calibrate", "--from-ledger", "--config=signalbox.yaml", "--out=mine.weights", "--json");
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
            Json.Obj json = JsonCodec.readObject(run.out().getBytes(UTF_8));
            assertThat(json.items("models")).hasSize(2);
            Json.Obj small = (Json.Obj) json.items("models").getLast();
            assertThat(small.text("model")).contains("gpt-4o-mini-2024-07-18");
            assertThat(small.whole("graded")).hasValue(54);
            double after = small.object("after")
                    .orElseThrow()
                    .decimal("mean_error")
                    .orElseThrow()
                    .doubleValue();
            double before = small.object("before")
                    .orElseThrow()
                    .decimal("mean_error")
                    .orElseThrow()
                    .doubleValue();
            assertThat(after).isLessThan(before);
            assertThat(small.object("after")
                            .orElseThrow()
                            .decimal("auc")
                            .orElseThrow()
                            .doubleValue())
                    .isGreaterThan(0.9);

            assertThat(run(
                                    "router",
                                    "calibrate",
                                    "--from-ledger",
                                    "--config=signalbox.yaml",
                                    "--weights=mine.weights",
                                    "--out=again.weights")
                            .err())
                    .contains("108 scores that these weights learnt already");

            assertThat(run("router", "calibrate", "--from-ledger", "--ledger=data", "--out=named.weights")
                            .out())
                    .contains("Without --config the models go by their names in the ledger");

            write(simulator, ", readings: 30d", ", weights: mine.weights");
            Run check = run("check", "signalbox.yaml");
            assertThat(check.err()).contains("learned from large, small; balanced keeps");
            assertThat(check.status()).isZero();

            assertThat(run("purge", "--caller=me", "--yes", "--config=signalbox.yaml")
                            .out())
                    .contains("What was kept of 108 of their prompts for calibration is deleted too.");
        }
    }

    @Test
    void keepsNothingUnlessItIsToldTo() throws Exception {
        assumeTrue(LearnedWeights.shipped().isPresent(), "no trained weights come with this build");
        TestSignals signals = new TestSignals();
        try (Simulator simulator = Simulator.start()) {
            write(simulator, "", "");
            try (Live live = serve(signals)) {
                post(
                        live.endpoint(),
                        "/v1/chat/completions",
                        "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}");
                live.stop();
            }
            assertThat(SqliteReadings.beside(directory.resolve("data"))).isEmpty();
            assertThat(run("router", "calibrate", "--from-ledger", "--config=signalbox.yaml", "--out=mine.weights")
                            .err())
                    .contains("no model has 50 scores");
        }
    }

    @Test
    void takesGradesEitherFromFilesOrFromTheLedger() {
        assertThat(run("router", "calibrate", "--out=mine.weights"))
                .satisfies(run -> assertThat(run.status()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("no grades (expected: --outcomes FILE and --prompts"));
        assertThat(run("router", "calibrate", "--from-ledger", "--outcomes=a.csv", "--out=mine.weights")
                        .err())
                .contains("--outcomes: with --from-ledger");
        assertThat(run(
                                "router",
                                "calibrate",
                                "--outcomes=a.csv",
                                "--prompts=b.jsonl",
                                "--since=7d",
                                "--out=mine.weights")
                        .err())
                .contains("--since: without --from-ledger");
    }
}
