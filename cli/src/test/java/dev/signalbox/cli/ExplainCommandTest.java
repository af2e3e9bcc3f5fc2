package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    private static final String KEY = "sbx_canary-key";

    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("signalbox.yaml"), """
                ledger: { directory: "%s" }
                providers:
                  openai: { dialect: openai, key: "${OPENAI_API_KEY}" }
                models:
                  gpt-5: { provider: openai }
                  gpt-old: { provider: openai, lifecycle: { deprecated: 2019-01-01, sunset: 2020-01-01 } }
                  gpt-soon: { provider: openai, lifecycle: { deprecated: 2049-01-01, sunset: 2050-01-01 } }
                  "sim-*": { provider: openai }
                routes:
                  assistant:
                    strategy: weighted
                    targets: [ { model: gpt-5, weight: 3 }, { model: sim-b, weight: 1 }, { model: gpt-old, weight: 1 } ]
                callers:
                  me: { key: "%s" }
                  other: { key: "%s", may-use: [gpt-5], tenant: retail, team: search }
                """.formatted(
                        directory.resolve("data"),
                        KeyDigest.of(KEY).written(),
                        KeyDigest.of("x").written()));
        request("assistant");
    }

    private void request(String model) throws IOException {
        Files.writeString(directory.resolve("body.json"), """
                {"model": "%s", "max_tokens": 5, "messages": [{"role": "user", "content": "Hi"}]}""".formatted(model));
    }

    private Run explain(String... more) {
        List<String> arguments = new ArrayList<>(List.of("explain", "--request=body.json"));
        arguments.addAll(List.of(more));
        return Run.in(
                Run.surroundings(
                        directory, Map.of("OPENAI_API_KEY", "canary-secret", "MY_KEY", KEY), new TestSignals()),
                arguments.toArray(String[]::new));
    }

    private static Json.Obj json(Run run) throws Exception {
        return (Json.Obj) JsonCodec.read(run.out().getBytes(UTF_8));
    }

    @Test
    void tellsWhomTheCallerBelongsTo() throws Exception {
        request("gpt-5");
        assertThat(explain("--caller=other").out()).containsPattern("caller +other \\(tenant retail, team search\\)\n");
        assertThat(json(explain("--caller=other", "--json")).text("team")).contains("search");
    }

    @Test
    void tellsWhoWouldBeTriedAndWhoNot() {
        Run run = explain("--key-env=MY_KEY");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsPattern("caller +me\n")
                .containsPattern("asked +assistant \\(a route, weighted\\)\n")
                .containsPattern("gpt-5 +openai +7\\d\\.\\d % +healthy +- +weight 3 of 4\n")
                .containsPattern("gpt-old +openai +retired +retired on 2020-01-01\n");
    }

    @Test
    void findsTheCallerByEachOfItsWays() throws Exception {
        Files.writeString(directory.resolve("key.txt"), KEY + "\n");
        for (String way : List.of("--key-env=MY_KEY", "--key-file=key.txt", "--key=" + KEY, "--caller=me")) {
            Run run = explain(way, "--json");
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(json(run).text("caller")).contains("me");
            assertThat(run.out()).doesNotContain(KEY).doesNotContain("canary");
        }
        assertThat(explain("--caller=mee").err()).contains("--caller: \"mee\"").contains("did you mean me?");
        assertThat(explain("--key-env=NOT_SET").err()).contains("--key-env: NOT_SET is not set");
        assertThat(explain().err()).contains("2 callers (expected: --caller NAME");
        assertThat(explain("--caller=me", "--key=x").status()).isEqualTo(2);
    }

    @Test
    void tellsWithWhichMetadataARequestComes() throws Exception {
        Run run = explain("--caller=me", "--header=x-signalbox-metadata: {\"team\":\"search\"}");
        assertThat(run.out()).containsPattern("metadata +team=search\n");
        Run wrong = explain("--caller=me", "--header=x-signalbox-metadata: team=search", "--json");
        assertThat(json(wrong).object("refusal").orElseThrow().text("code")).contains("invalid_metadata");
    }

    @Test
    void touchesNothing() throws IOException {
        explain("--caller=me");
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("signalbox.yaml", "body.json");
        }
    }

    @Test
    void plansAsIfTargetsStoodAsTold() throws Exception {
        for (String word : List.of("unhealthy", "open", "barred")) {
            Json.Obj told = json(explain("--caller=me", "--health=gpt-5=" + word, "--json"));
            List<Json> places = told.object("plan").orElseThrow().items("candidates");
            assertThat(((Json.Obj) places.getFirst()).text("target")).contains("sim-b");
            assertThat(((Json.Obj) places.getLast()).text("health")).contains(word);
            assertThat(((Json.Obj) told.items("first").getFirst()).text("target"))
                    .contains("sim-b");
        }
        assertThat(explain("--caller=me", "--health=sim-b=half-open", "--json").out())
                .contains("\"health\":\"half_open\"");
        assertThat(explain("--caller=me", "--health=gpt-5=ill").err()).contains("gpt-5=ill (expected one of: healthy");
        assertThat(explain("--caller=me", "--health=nobody=open").err()).contains("--health: \"nobody\"");
    }

    @Test
    void tellsWhyARequestWouldBeRefused() throws Exception {
        Run forbidden = explain("--caller=other");
        assertThat(forbidden.status()).isEqualTo(1);
        assertThat(forbidden.out()).containsPattern("refused +with 403 model_not_allowed: ");

        Json.Obj unknown = json(explain("--key=nobody's", "--json"));
        assertThat(unknown.text("outcome")).contains("refused");
        assertThat(unknown.object("refusal").orElseThrow().whole("status")).hasValue(401);

        request("gpt-soon");
        assertThat(explain("--caller=me").status()).isZero();
        Run later = explain("--caller=me", "--at=2050-01-02");
        assertThat(later.status()).isEqualTo(1);
        assertThat(later.out()).contains("410 model_retired");
    }

    @Test
    void readsEachDialectOfCallers() throws Exception {
        Run messages = explain("--caller=me", "--dialect=messages");
        assertThat(messages.status()).as(messages.err()).isZero();

        Files.writeString(
                directory.resolve("body.json"), "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");
        assertThat(explain("--caller=me", "--dialect=gemini", "--model=gpt-5").out())
                .contains("a model, which bypasses all routes");
        Run wrong = explain("--caller=me", "--dialect=responses");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("--request: ").contains("--dialect responses");
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        assertThat(explain("--caller=me", "--header=nothing").err()).contains("--header: \"nothing\"");
        assertThat(explain("--caller=me", "--at=someday").status()).isEqualTo(2);
        assertThat(explain("--caller=me", "--config=none.yaml").err()).contains("the configuration cannot be used");
        assertThat(explain("--caller=me", "--dialect=latin").status()).isEqualTo(2);
    }
}
