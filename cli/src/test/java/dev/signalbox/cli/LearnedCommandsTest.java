package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of learned routes before anybody is called. */
class LearnedCommandsTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        assumeTrue(LearnedWeights.shipped().isPresent(), "no trained weights come with this build");
        Files.writeString(directory.resolve("signalbox.yaml"), """
                providers:
                  openai: { dialect: openai, key: "${OPENAI_API_KEY}" }
                models:
                  large: { provider: openai, id: gpt-4o-2024-05-13 }
                  small: { provider: openai, id: gpt-4o-mini-2024-07-18, context: 64k }
                routes:
                  auto: { strategy: learned, models: [large, small] }
                callers:
                  me: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" }
                """);
        Files.writeString(directory.resolve("body.json"), """
                {"model": "auto", "messages": [{"role": "user", "content": "What is 17 times 23?"}]}""");
    }

    private Run run(String... arguments) {
        return Run.in(
                Run.surroundings(directory, Map.of("OPENAI_API_KEY", "canary-secret"), new TestSignals()), arguments);
    }

    private static Json.Obj json(Run run) throws Exception {
        return JsonCodec.readObject(run.out().getBytes(UTF_8));
    }

    @Test
    void checkSaysWhatTheyKeepAndSaveAndHowMuchTheyHold() throws Exception {
        Run run = run("check");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("routes.auto: notice: learned from large, small; balanced")
                .contains("prompts up to 128000 tokens; above 64000 some of its models cannot stand in for others")
                .contains("weights ");
        Json.Obj report =
                (Json.Obj) json(run("check", "--json")).items("learned").getFirst();
        assertThat(report.text("route")).contains("auto");
        assertThat(report.items("modes")).hasSize(3);
        assertThat(report.whole("smallest_window")).hasValue(64_000);
    }

    @Test
    void checkSaysThatOneModelLeavesNothingToChoose() throws Exception {
        Path file = directory.resolve("signalbox.yaml");
        Files.writeString(file, Files.readString(file).replace("[large, small]", "[small]"));
        Run run = run("check");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "routes.auto: notice: learned from small; one model: nothing to choose; prompts up to 64000 tokens")
                .doesNotContain("too few");
    }

    @Test
    void upSaysWhatTheyKeepAndSaveBeforeItIsReady() throws Exception {
        Path file = directory.resolve("signalbox.yaml");
        Files.writeString(
                file, Files.readString(file) + "ledger: { directory: \"" + directory.resolve("data") + "\" }\n");
        TestSignals signals = new TestSignals();
        Surroundings surroundings = Run.surroundings(directory, Map.of("OPENAI_API_KEY", "canary-secret"), signals);
        try (Live up = Live.start(surroundings, signals, "up", "--port=0")) {
            up.endpoint();
            assertThat(up.out())
                    .contains("strategy: learned")
                    .containsPattern("(?s)\nroute auto: learned from large, small; balanced keeps .*\nready: ");
        }
    }

    @Test
    void showTakesTheVersionThatAConfigurationTakes() throws Exception {
        String version = LearnedWeights.shipped().orElseThrow().version();
        Run run = run("router", "show", "--weights=" + version);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains(version);
        assertThat(run("router", "show", "--weights=signalbox-0").err())
                .contains("signalbox-0: no such file (expected: a file that signalbox router train wrote, or " + version
                        + " or shipped)");
    }

    @Test
    void explainSaysWhoWouldBePickedAndWhy() throws Exception {
        Json.Obj plan = json(run("explain", "--request=body.json", "--json"))
                .object("plan")
                .orElseThrow();
        Json.Obj selection = plan.object("model_selection").orElseThrow();
        assertThat(selection.text("embedding")).contains("embedded");
        assertThat(selection.text("mode")).contains("balanced");
        assertThat(selection.items("models")).hasSize(2);
        Run text = run("explain", "--request=body.json");
        assertThat(text.out())
                .contains("a route, learned")
                .contains("balanced (route), by ")
                .contains("predicted 0.");
    }
}
