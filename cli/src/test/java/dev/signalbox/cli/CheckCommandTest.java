package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String GOOD = """
            providers:
              openai: { dialect: openai, key: "${OPENAI_API_KEY}" }
            models:
              "gpt-*": { provider: openai }
            callers:
              me: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" }
            """;

    @TempDir
    private Path directory;

    @Test
    void saysWhatAGoodFileHolds() throws Exception {
        Run run = check(GOOD);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).containsExactly("signalbox.yaml: fine (1 provider, 1 model, 0 routes, 1 caller)");
    }

    @Test
    void tellsWhichModelsHaveNoPrice() throws Exception {
        String file = GOOD.replace("models:\n", "models:\n  house: { provider: openai, id: house-model }\n");
        Run run = check(file);
        assertThat(run.status()).isZero();
        assertThat(run.err())
                .contains("models.house: warning: no price of openai for house-model in the book"
                        + " (expected: models.house.price)");
        assertThat(check(file, "--json").out()).contains("\"unpriced\":[{\"model\":\"house\",\"id\":\"house-model\"");
    }

    @Test
    void tellsWhatWillCostSomethingElse() throws Exception {
        String file = GOOD.replace("models:\n", """
                models:
                  house: { provider: openai, price: [{ input: 2.5, output: 10 }, { from: 2199-01-01, input: 3, output: 12 }] }
                  past: { provider: openai, price: [{ input: 2.5, output: 10 }, { from: 2020-01-01, input: 3, output: 12 }] }
                """);
        Run run = check(file);
        assertThat(run.status()).isZero();
        assertThat(run.err().lines().filter(line -> line.contains("until")))
                .containsExactly("signalbox.yaml models.house: notice: input 2.5, output 10 until 2199-01-01T00:00:00Z,"
                        + " then input 3, output 12 (dollars per million tokens)");
        Json.Obj answer = (Json.Obj) JsonCodec.read(check(file, "--json").out().getBytes(UTF_8));
        Json.Obj change = (Json.Obj) answer.items("price_changes").getFirst();
        assertThat(change.text("model")).contains("house");
        assertThat(change.text("at")).contains("2199-01-01T00:00:00Z");
        assertThat(((Json.Obj) change.items("after").getFirst()).whole("output"))
                .hasValue(12);
    }

    @Test
    void tellsWhatGoesAway() throws Exception {
        String file = GOOD.replace(
                "models:\n",
                "models:\n  gpt-4o: { provider: openai, lifecycle: { deprecated: 2020-01-01, sunset: 2020-02-01 } }\n");
        Run run = check(file);
        assertThat(run.status()).isZero();
        assertThat(run.err())
                .contains("signalbox.yaml models.gpt-4o.lifecycle: warning: refused with 410 since 2020-02-01");
        assertThat(check(file, "--json").out()).contains("\"ageing\":[{\"key\":\"models.gpt-4o.lifecycle\"");
    }

    @Test
    void tellsOnceWhatFloats() throws Exception {
        String file = GOOD.replace("models:\n", """
                models:
                  gpt-5-mini: { provider: openai }
                  gpt-4o: { provider: openai }
                  gpt-5: { provider: openai, pinned: false }
                  fixed: { provider: openai, id: gpt-4o-2024-08-06 }
                """);
        Run run = check(file);
        assertThat(run.status()).isZero();
        assertThat(run.err().lines().filter(line -> line.contains("notice")).toList())
                .containsExactly("signalbox.yaml models: notice: gpt-5-mini, gpt-4o may become other models"
                        + " (expected: an id with a version, or pinned: false)");
        assertThat(check(file, "--json").out()).contains("\"floating\":[\"gpt-5-mini\",\"gpt-4o\"]");
    }

    @Test
    void listsEveryProblemWithItsPlaceOnStandardError() throws Exception {
        Run run = check(GOOD.replace("dialect: openai", "dialect: openay").replace("models:", "modells:"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("signalbox.yaml:2:")
                .contains("\"openay\"")
                .contains("did you mean openai?")
                .contains("signalbox.yaml:3:1")
                .contains("did you mean models?")
                .endsWith("errors\n");
    }

    @Test
    void printsProblemsAsAnObjectForPrograms() throws Exception {
        Run run = check(GOOD.replace("dialect: openai", "dialect: openay"), "--json");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        Json.Obj answer = (Json.Obj) JsonCodec.read(run.out().getBytes(UTF_8));
        assertThat(answer.bool("fine")).hasValue(false);
        Json.Obj problem = (Json.Obj) answer.items("problems").getFirst();
        assertThat(problem.text("severity")).hasValue("error");
        assertThat(problem.whole("line")).hasValue(2);
        assertThat(problem.text("key")).hasValue("providers.openai.dialect");
    }

    @Test
    void printsWhatHoldsWithSecretsMasked() throws Exception {
        Run run = check(GOOD, "--effective");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("port: 4000")
                .contains("${OPENAI_API_KEY}")
                .doesNotContain("canary-secret");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        Run run = Run.in(Run.surroundings(directory, Map.of(), new TestSignals()), "check", "nowhere.yaml");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("nowhere.yaml").contains("there is no such file");
    }

    private Run check(String yaml, String... options) throws IOException {
        Files.writeString(directory.resolve("signalbox.yaml"), yaml);
        Surroundings surroundings =
                Run.surroundings(directory, Map.of("OPENAI_API_KEY", "canary-secret"), new TestSignals());
        String[] arguments = new String[options.length + 1];
        arguments[0] = "check";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return Run.in(surroundings, arguments);
    }
}
