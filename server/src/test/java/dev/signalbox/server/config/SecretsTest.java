package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final String CANARY = "canary-7d1f0c";

    @TempDir
    private Path directory;

    @Test
    void readsVariablesAndFiles() throws Exception {
        Files.writeString(directory.resolve("key"), CANARY + "\n");
        Path nested = Files.createDirectory(directory.resolve("nested"));
        Files.writeString(nested.resolve("key"), "other");

        assertThat(key("${CANARY}")).isEqualTo(Secret.of(CANARY));
        assertThat(key("file:key")).isEqualTo(Secret.of(CANARY));
        assertThat(key("file:nested/key")).isEqualTo(Secret.of("other"));
        assertThat(key("file:" + directory.resolve("key"))).isEqualTo(Secret.of(CANARY));
    }

    @Test
    void refusesASecretInClearAndSaysWhy() {
        assertThat(problems("key: " + CANARY))
                .containsExactly("signalbox.yaml:2:30 providers.p.key: a secret in clear (expected: ${NAME} of an"
                        + " environment variable, or file:PATH; who may read the file should not learn the key)");
        assertThat(problems("key: \"" + CANARY + "${CANARY}\""))
                .singleElement()
                .asString()
                .contains("in clear");
    }

    @Test
    void namesTheVariableThatIsMissingOrEmpty() {
        assertThat(problems("key: \"${NONE}\""))
                .containsExactly("signalbox.yaml:2:30 providers.p.key: ${NONE} is not set"
                        + " (expected: the environment variable NONE)");
        assertThat(problems("headers: { a: \"x ${EMPTY} ${NONE}\" }"))
                .containsExactly(
                        "signalbox.yaml:2:39 providers.p.headers.a: ${EMPTY} is empty"
                                + " (expected: a value in the environment variable EMPTY)",
                        "signalbox.yaml:2:39 providers.p.headers.a: ${NONE} is not set"
                                + " (expected: the environment variable NONE)");
        assertThat(problems("headers: { a: \"${NO-NAME}\" }"))
                .singleElement()
                .asString()
                .contains("no variable");
    }

    @Test
    void saysWhyAFileGivesNoSecret() throws Exception {
        Files.writeString(directory.resolve("two-lines"), CANARY + "\n" + CANARY + "\n");
        Files.writeString(directory.resolve("empty"), "\n");
        Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 1});
        Files.write(directory.resolve("large"), CANARY.repeat(200_000).getBytes(StandardCharsets.UTF_8));

        assertThat(problems("key: file:none")).singleElement().asString().contains("there is no such file");
        assertThat(problems("key: file:.")).singleElement().asString().contains("it is not a regular file");
        assertThat(problems("key: file:two-lines")).singleElement().asString().contains("no header can carry");
        assertThat(problems("key: file:empty")).singleElement().asString().contains("is empty");
        assertThat(problems("key: file:binary")).singleElement().asString().contains("is not UTF-8 text");
        assertThat(problems("key: file:large")).singleElement().asString().contains("larger than 1 MiB");
    }

    @Test
    void letsNoVariableAddAHeader() {
        assertThat(problems("key: \"${SPLIT}\"")).singleElement().asString().contains("no header can carry");
        assertThat(problems("headers: { a: \"x ${SPLIT}\" }"))
                .singleElement()
                .asString()
                .contains("no header");
        assertThat(problems("headers: { a: \"x\\ny\" }"))
                .singleElement()
                .asString()
                .contains("no header can carry");
    }

    @Test
    void readsVariablesInNothingButSecrets() {
        assertThat(problems("region: x, endpoint: \"${CANARY}\""))
                .containsExactly("signalbox.yaml:2:46 providers.p.endpoint: \"${CANARY}\" (expected: an http or https"
                        + " address such as https://api.openai.com/v1; variables are read in key and headers only)");
    }

    @Test
    void neverShowsASecretInAProblemThePrintOrTheSettings() throws Exception {
        Files.writeString(directory.resolve("key"), CANARY);
        String good = """
                providers:
                  a: { dialect: openai, key: "${CANARY}", headers: { x-a: %1$s, x-b: "Bearer ${CANARY}", x-c: "%1$s ${CANARY}" } }
                  b: { dialect: openai, key: "file:key" }
                callers: { c: { key: "sha256:%2$s" } }
                """.formatted(CANARY, "ab".repeat(32));
        Loaded loaded = load(good);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        assertThat(loaded.toString()).doesNotContain(CANARY).doesNotContain("ab".repeat(32));
        String printed = EffectiveConfiguration.print(((Loaded.Good) loaded).settings());
        assertThat(printed)
                .doesNotContain(CANARY)
                .doesNotContain("ab".repeat(32))
                .contains("${CANARY}", "Bearer ${CANARY}", "file:key", "x-a: \"***\"", "x-c: \"***\"");

        String bad = """
                providers:
                  a: { dialect: openai, key: %1$s, headers: { x-a: "%1$s\\t", x-b: ["%1$s"], x-c: { %1$s: 1 } } }
                  b: { dialect: openai, key: ["%1$s"], endpoint: "http://me:%1$s@host", proxy: "http://host?%1$s" }
                  c: { dialect: sk-%1$s, region: "Bearer %1$s\\n", key: "file:none/../key\\0" }
                callers: { c: { key: "sha256:%1$s" }, d: { key: ["%1$s"] } }
                sk-%1$s: 1
                """.formatted(CANARY);
        Loaded refused = load(bad);
        assertThat(refused).isInstanceOf(Loaded.Bad.class);
        assertThat(((Loaded.Bad) refused).problems()).hasSizeGreaterThan(10);
        // others.
        assertThat(refused.toString()).doesNotContain(CANARY);
    }

    private Secret key(String written) {
        Loaded loaded = load("providers: { p: { dialect: openai, key: \"" + written + "\" } }\n");
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings().providers().get("p").key().orElseThrow();
    }

    private List<String> problems(String keys) {
        Loaded loaded = load("providers:\n  p: { dialect: openai, %s }\n".formatted(keys));
        assertThat(loaded.toString()).doesNotContain(CANARY);
        assertThat(loaded).isInstanceOf(Loaded.Bad.class);
        return ((Loaded.Bad) loaded)
                .problems().stream()
                        .filter(Problem::isError)
                        .map(Problem::toString)
                        .toList();
    }

    private Loaded load(String text) {
        Map<String, String> environment = Map.of("CANARY", CANARY, "EMPTY", " ", "SPLIT", CANARY + "\r\nx: y");
        return Configuration.load("signalbox.yaml", text, directory, environment::get);
    }
}
