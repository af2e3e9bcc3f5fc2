package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.cli.launcher.ProjectRoot;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as its guide shows it: the guide's own configuration and templates. */
class ImportCommandTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\R(.*?)^```$");

    @TempDir
    private Path directory;

    private final Map<String, String> blocks = new HashMap<>();

    @BeforeEach
    void writesWhatTheGuideShows() throws IOException {
        assumeTrue(LearnedWeights.shipped().isPresent(), "no trained weights come with this build");
        Matcher block = BLOCK.matcher(Files.readString(ProjectRoot.find().resolve("docs/guides/import.md")));
        while (block.find()) {
            blocks.putIfAbsent(block.group(1), block.group(2));
        }
        write("signalbox.yaml", block("yaml"));
        write("main.bicep", block("bicep"));
        write("dev.json", block("json"));
    }

    @Test
    void importsWhatTheGuideShowsAndChecks() throws IOException {
        Run dry = run("import", "main.bicep", "--dry-run");
        assertThat(dry.status()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("would be written to").contains("model-router-prod");
        assertThat(directory.resolve("routers")).doesNotExist();

        Run first = run("import", "main.bicep", "--set", "mode=cost");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out())
                .containsPattern("model-router-prod +mode +- +cost")
                .containsPattern("model-router-prod +tokens-per-minute +- +100000")
                .contains("model-router-prod: new, written to");
        assertThat(first.err()).contains("main.bicep:12:54 properties.model.version: lost: the version 2025-11-18");
        Run second = run("import", "dev.json");
        assertThat(second.status()).as(second.err()).isZero();
        assertThat(second.err()).contains("sku.capacity: assumed: 150 requests and 150k tokens a minute");

        Run check = run("check", "signalbox.yaml", "--effective");
        assertThat(check.status()).as(check.err()).isZero();
        assertThat(check.out())
                .contains("model-router-prod:")
                .contains("zones: eu")
                .contains("tokens-per-minute: 150k");
    }

    @Test
    void saysUnchangedTheSecondTimeAndTouchesNothing() throws IOException {
        run("import", "main.bicep");
        Path file = directory.resolve("routers/model-router-prod.yaml");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

        Run again = run("import", "main.bicep");

        assertThat(again.status()).isZero();
        assertThat(again.out()).isEqualTo("model-router-prod: unchanged\n");
        assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1_000);
        try (Stream<Path> files = Files.list(directory.resolve("routers"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void tellsAMistakeAsTheGuideShowsIt() throws IOException {
        write("main.bicep", block("bicep").replace("mode: mode", "mode: 'blanced'"));

        Run run = run("import", "main.bicep");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualTo(block("text"));
        assertThat(directory.resolve("routers")).doesNotExist();
    }

    @Test
    void tellsAllOfItAsJson() throws Exception {
        Json.Obj ready =
                JsonCodec.readObject(run("import", "main.bicep", "--json").out().getBytes(UTF_8));
        assertThat(ready.bool("fine")).contains(true);
        assertThat(ready.items("routers"))
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        Json.Obj.class,
                        router -> assertThat(router.text("state")).contains("new"));

        write("main.bicep", "resource");
        Run refused = run("import", "main.bicep", "--json");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).contains("\"fine\":false", "\"line\":1");
    }

    @Test
    void complainsOfWhatItCannotRead() throws IOException {
        assertThat(run("import", "missing.json").err()).contains("missing.json: cannot be read (expected: a template)");
        Files.write(directory.resolve("odd.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(run("import", "odd.json").err()).contains("odd.json: not UTF-8");
        assertThat(run("import", "main.bicep", "--set", "x=1").err()).contains("main.bicep:1:1 no parameter \"x\"");
        assertThat(run("import", "main.bicep", "--config", "other.yaml").err()).contains("other.yaml cannot be read");
        write("parameters.json", "{\"parameters\": {\"mode\": {\"value\": \"quality\"}}}");
        assertThat(run("import", "main.bicep", "--parameters", "parameters.json", "--dry-run")
                        .out())
                .containsPattern("mode +- +quality");
    }

    private String block(String language) {
        return Optional.ofNullable(blocks.get(language)).orElseThrow();
    }

    private Run run(String... arguments) {
        Map<String, String> environment =
                Map.of("OPENAI_API_KEY", "value-of-a-key-1", "ANTHROPIC_API_KEY", "value-of-a-key-2");
        return Run.in(Run.surroundings(directory, environment, new TestSignals()), arguments);
    }

    private void write(String name, String text) throws IOException {
        Files.write(directory.resolve(name), List.of(text.stripTrailing()));
    }
}
