package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.cli.launcher.ProjectRoot;
import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show works: their configurations load, their commands exist, their curl lines get answers. */
class DocumentsTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\R(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    private static final List<String> GUIDES = List.of(
            "README.md",
            "docs/guides/getting-started.md",
            "docs/guides/configuration-by-example.md",
            "docs/guides/routing.md",
            "docs/guides/learned-router.md",
            "docs/guides/compare.md",
            "docs/guides/import.md",
            "examples/on-call-assistant/README.md",
            "docs/guides/context.md",
            "docs/guides/policy.md",
            "docs/guides/explain.md",
            "docs/guides/sdk-clients.md",
            "docs/guides/coding-agents.md",
            "docs/guides/operations.md",
            "docs/guides/addresses.md",
            "docs/guides/providers.md",
            "docs/guides/reports.md",
            "docs/guides/idempotency.md",
            "docs/guides/resilience.md",
            "docs/guides/lifecycle.md",
            "docs/guides/prices.md",
            "docs/reference/router-commands.md");

    /** A piece of a document, with where it stands. */
    record Piece(String where, String text) {
        @Override
        public String toString() {
            return where;
        }
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource
    void loadsWithoutAProblem(Piece yaml) {
        assumeTrue(
                LearnedWeights.shipped().isPresent() || !yaml.text().contains("strategy: learned"),
                "no trained weights come with this build");
        Loaded loaded = Configuration.load(yaml.where(), yaml.text(), directory, DocumentsTest::variable);
        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Good.class,
                        good -> assertThat(good.warnings())
                                // a hop that is added is told always, also where it is wanted
                                .filteredOn(warning -> !warning.path().endsWith(".classifier")
                                        && !warning.path().endsWith(".summarise"))
                                .isEmpty());
    }

    /** What a reader has set: anything long, but for secrets of webhooks, which have a form. */
    private static String variable(String name) {
        return name.equals("WEBHOOK_SECRET") ? "whsec_" + "A".repeat(32) : "value-of-" + name + "-".repeat(32);
    }

    static Stream<Piece> loadsWithoutAProblem() throws IOException {
        return blocks("yaml");
    }

    @ParameterizedTest
    @MethodSource
    void isACommandThatExists(Piece command) {
        List<String> words = List.of(command.text().replaceAll("\\s+#.*", "").split("\\s+"));
        if (!words.get(1).equals("test")) {
            String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
            assertThat(Main.commandLine(Surroundings.ofProcess())
                            .parseArgs(arguments)
                            .errors())
                    .isEmpty();
        }
    }

    static Stream<Piece> isACommandThatExists() throws IOException {
        return blocks("sh")
                .flatMap(block -> block.text()
                        .lines()
                        .filter(line -> line.startsWith("./signalbox "))
                        .map(line -> new Piece(block.where() + ": " + line, line)));
    }

    @Test
    void answersEveryCurlLine() throws Exception {
        TestSignals signals = new TestSignals();
        try (Live up = Live.start(Run.surroundings(directory, Map.of(), signals), signals, "up", "--port=0")) {
            URI endpoint = up.endpoint();
            Matcher key = Pattern.compile("sbx_[A-Za-z0-9_-]{43}").matcher(up.out());
            assertThat(key.find()).isTrue();
            List<Piece> commands = blocks("sh")
                    .flatMap(block -> CurlLine.in(block.text()).stream().map(line -> new Piece(block.where(), line)))
                    .toList();
            assertThat(commands).hasSizeGreaterThan(4);
            for (Piece command : commands) {
                HttpResponse<String> answer = CurlLine.parse(command.text(), Map.of("SIGNALBOX_KEY", key.group()))
                        .at(endpoint)
                        .run();
                assertThat(answer.statusCode())
                        .as("%s%n%s%n%s", command, command.text(), answer.body())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void failsOverAsTheFirstGuideSays() throws Exception {
        String yaml = blocks("yaml")
                .filter(block -> block.where().contains("getting-started"))
                .findFirst()
                .orElseThrow()
                .text();
        CallerKey key = CallerKey.random(new SecureRandom());
        try (Simulator broken = Simulator.start(SimulatorOptions.defaults().withFaults("503"));
                Simulator works = Simulator.start()) {
            Files.writeString(
                    directory.resolve("failover.yaml"),
                    yaml.replaceAll("sha256:[0-9a-f]{64}", key.digest())
                                    .replace(
                                            "http://127.0.0.1:4011",
                                            broken.endpoint().toString())
                                    .replace(
                                            "http://127.0.0.1:4012",
                                            works.endpoint().toString())
                            + "ledger: { directory: \"" + directory.resolve("data") + "\" }\n");
            TestSignals signals = new TestSignals();
            Surroundings surroundings = Run.surroundings(directory, Map.of(), signals);
            try (Live serve = Live.start(surroundings, signals, "serve", "--config=failover.yaml", "--port=0")) {
                HttpResponse<String> answer = new CurlLine(
                                "POST",
                                serve.endpoint() + "/v1/chat/completions",
                                List.of("Authorization: Bearer " + key.reveal()),
                                "{\"model\": \"assistant\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}")
                        .run();
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.headers().firstValue("x-signalbox-model")).hasValue("second");
                assertThat(answer.headers().firstValue("x-signalbox-attempts")).hasValue("2");
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void linksToSomethingThatIsThere(Piece link) {
        assertThat(ProjectRoot.find().resolve(link.text()).normalize()).exists();
    }

    static Stream<Piece> linksToSomethingThatIsThere() throws IOException {
        return Stream.concat(GUIDES.stream(), Stream.of("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"))
                .flatMap(document -> {
                    Path folder = Path.of(document).resolveSibling("");
                    return LINK.matcher(read(document))
                            .results()
                            .map(found -> found.group(1))
                            .filter(target -> !target.startsWith("http"))
                            .map(target -> new Piece(
                                    document + " -> " + target,
                                    folder.resolve(target).toString()));
                });
    }

    private static Stream<Piece> blocks(String language) throws IOException {
        return GUIDES.stream().flatMap(document -> {
            String text = read(document);
            return BLOCK.matcher(text)
                    .results()
                    .filter(block -> block.group(1).equals(language))
                    .map(block -> new Piece(document + ":" + lineOf(text, block.start()), block.group(2)));
        });
    }

    private static long lineOf(String text, int index) {
        return text.substring(0, index).lines().count() + 1;
    }

    private static String read(String document) {
        try {
            return Files.readString(ProjectRoot.find().resolve(document));
        } catch (IOException e) {
            throw new IllegalStateException(document + " cannot be read", e);
        }
    }
}
