package dev.signalbox.server.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileYamlTest {

    @TempDir
    private Path directory;

    @Test
    void refusesAnAliasBombAtItsFirstAnchor() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(Yaml.errors(bomb.toString()))
                .containsExactly("signalbox.yaml:1:5 the anchor or alias \"a0\""
                        + " (expected: the value itself; anchors and aliases are not read)");
    }

    @Test
    void refusesAnAliasTagsAndASecondDocument() {
        assertThat(Yaml.errors("server: *x\n")).singleElement().asString().contains(":1:9 the anchor or alias \"x\"");
        assertThat(Yaml.errors("server: !!java.net.URL x\n"))
                .singleElement()
                .asString()
                .contains("1:9 a tag");
        assertThat(Yaml.errors("server: {}\n---\nserver: {}\n"))
                .containsExactly("signalbox.yaml:2:1 a second document (expected: one YAML document)");
        assertThat(Yaml.errors("{a: 1}: x\n")).singleElement().asString().contains("in the place of a name");
    }

    @Test
    void refusesDeepNestingWithoutTakingTheStack() {
        assertThat(Yaml.errors("[".repeat(1_000_000)))
                .containsExactly("signalbox.yaml:1:33 nested too deeply (expected: at most 32 levels)");
        assertThat(Yaml.errors("a: {".repeat(100_000)))
                .singleElement()
                .asString()
                .contains("nested too deeply");
        assertThat(Yaml.errors("- ".repeat(1_000))).singleElement().asString().contains("nested too deeply");
    }

    @Test
    void refusesATenMegabyteFile() throws Exception {
        Path file = Files.write(
                directory.resolve("large.yaml"), "a: b\n".repeat(2_097_152).getBytes(UTF_8));

        assertThat(problems(file)).containsExactly(file + " too large (expected: at most 8 MiB)");
    }

    @Test
    void tellsOnlyTheFirstOfVeryManyProblems() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("key").append(i).append(": x\n");
        }
        List<String> errors = Yaml.errors(text.toString());

        assertThat(errors).hasSize(101).first().asString().startsWith("signalbox.yaml:1:1 key0: unknown key");
        assertThat(errors.getLast()).isEqualTo("signalbox.yaml 19900 more problems are not listed");
    }

    @Test
    void readsThousandsOfModels() {
        StringBuilder text = new StringBuilder("providers: { p: { dialect: openai } }\nmodels:\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("  model-").append(i).append(": { provider: p, context: 128k }\n");
        }
        assertThat(Yaml.settings(text.toString()).models()).hasSize(5_000);
    }

    @Test
    void namesBothPlacesOfADuplicateKeyAndReadsOn() {
        assertThat(Yaml.errors("server:\n  port: 1\n  port: 2\n  prot: 3\n"))
                .containsExactly(
                        "signalbox.yaml:3:3 \"port\" is written twice (expected: one port, the first is in line 2)",
                        "signalbox.yaml:4:3 server.prot: unknown key (expected one of: host, port, tls, limits, drain,"
                                + " request-timeout, compatible-headers, losses, heartbeat, early-heartbeat, deep-readiness, cors, region, zone,"
                                + " metadata, server-timing; did you mean port?)");
    }

    @Test
    void namesThePlaceOfATabAndOfBrokenSyntax() {
        assertThat(Yaml.errors("server:\n\tport: 1\n"))
                .singleElement()
                .asString()
                .startsWith("signalbox.yaml:2:1 ");
        assertThat(Yaml.errors("server: {port: 1\n")).singleElement().asString().contains("not readable as YAML");
        assertThat(Yaml.errors("server:\n  port: 1\n host: x\n"))
                .singleElement()
                .asString()
                .startsWith("signalbox.yaml:3:2 not readable as YAML");
        assertThat(Yaml.errors("server: {}\nab: \u0001\n"))
                .containsExactly("signalbox.yaml:2:5 not readable as YAML: the character U+0001"
                        + " (expected: printable characters)");
    }

    @Test
    void namesThePlaceOfBytesThatAreNotUtf8() throws Exception {
        Path file = Files.write(directory.resolve("latin.yaml"), "server:\n  hóst: x\n".getBytes(ISO_8859_1));

        assertThat(problems(file)).containsExactly(file + ":2:4 not UTF-8 (expected: text in UTF-8)");
    }

    @Test
    void readsAByteOrderMarkWindowsLineEndsAndWideCharacters() throws Exception {
        Path file = Files.writeString(
                directory.resolve("windows.yaml"), "\ufeff# \ud83d\ude82\r\nserver:\r\n  port: x\r\n");

        assertThat(problems(file))
                .containsExactly(file + ":3:9 server.port: \"x\" (expected: a number from 0 to 65535)");
    }

    @Test
    void showsAnExampleForAnEmptyFile() {
        for (String text : List.of("", "\n\n", "# nothing\n", "---\n", "~\n")) {
            assertThat(Yaml.errors(text))
                    .singleElement()
                    .asString()
                    .startsWith("signalbox.yaml:1:1 nothing is configured (expected: at least a provider")
                    .contains("dialect: openai");
        }
    }

    @Test
    void refusesAFileThatIsNoMapping() {
        assertThat(Yaml.errors("just text\n"))
                .containsExactly("signalbox.yaml:1:1 \"just text\" (expected: a mapping)");
        assertThat(Yaml.errors("- a\n")).containsExactly("signalbox.yaml:1:1 a list (expected: a mapping)");
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        assertThat(problems(directory)).containsExactly(directory + " cannot be read: it is a directory");
        assertThat(problems(directory.resolve("none.yaml")))
                .containsExactly(directory.resolve("none.yaml") + " cannot be read: there is no such file");
    }

    @Test
    void answersEveryMutilatedFileWithProblemsInsideIt() throws Exception {
        String text;
        try (InputStream in = HostileYamlTest.class.getResourceAsStream("/config/mistakes/sketch.yaml")) {
            text = new String(in.readAllBytes(), UTF_8).replaceAll("(?s)-{20,}.*", "");
        }
        assertThat(Yaml.load(text)).isInstanceOf(Loaded.Good.class);
        Random random = new Random(20261121);
        for (int round = 0; round < 500; round++) {
            String mutilated = mutilated(text, random);
            int lines = (int) mutilated.lines().count() + 1;
            assertThat(Yaml.load(mutilated))
                    .satisfiesAnyOf(
                            loaded -> assertThat(loaded).isInstanceOf(Loaded.Good.class),
                            loaded -> assertThat(((Loaded.Bad) loaded).problems())
                                    .anyMatch(Problem::isError)
                                    .allMatch(problem -> problem.line() >= 1 && problem.line() <= lines));
        }
    }

    private static String mutilated(String text, Random random) {
        String junk = "{}[]:,-&*!|>'\"%@`#?~\t\n $\\\u0000\u0085\u2028\ud83d\ufeff9";
        StringBuilder mutilated = new StringBuilder(text);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(mutilated.length());
            int end = Math.min(mutilated.length(), at + random.nextInt(6));
            int from = random.nextInt(junk.length());
            mutilated.replace(at, end, random.nextBoolean() ? "" : junk.substring(from, from + 1));
        }
        return mutilated.toString();
    }

    private static List<String> problems(Path file) {
        return switch (Configuration.load(file, Yaml.ENVIRONMENT::get)) {
            case Loaded.Good good ->
                good.warnings().stream().map(Problem::toString).toList();
            case Loaded.Bad bad ->
                bad.problems().stream().map(Problem::toString).toList();
        };
    }
}
