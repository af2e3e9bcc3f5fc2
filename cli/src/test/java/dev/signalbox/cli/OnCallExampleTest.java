package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.cli.launcher.ProjectRoot;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example runs, with nothing but a JDK, and its table is what its page says. */
class OnCallExampleTest {
    private static final Path EXAMPLE = ProjectRoot.find().resolve("examples/on-call-assistant");

    @TempDir
    private Path directory;

    @BeforeEach
    void needsWeights() {
        assumeTrue(LearnedWeights.shipped().isPresent(), "no trained weights come with this build");
    }

    private record Ended(int status, String out) {}

    private Ended example(String gateway) throws IOException, InterruptedException {
        Path out = directory.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        EXAMPLE.resolve("OnCall.java").toString(),
                        gateway)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out, UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void routesEachStepAndTellsWhatItSaves() throws Exception {
        TestSignals signals = new TestSignals();
        try (Simulator simulator = Simulator.start()) {
            Files.writeString(
                    directory.resolve("signalbox.yaml"),
                    Files.readString(EXAMPLE.resolve("signalbox.yaml"))
                            .replace(
                                    "http://127.0.0.1:4010",
                                    simulator.endpoint().toString())
                            .replace("on-call-data", directory.resolve("data").toString()));
            try (Live live = Live.start(
                    Run.surroundings(directory, Map.of(), signals),
                    signals,
                    "serve",
                    "--config=signalbox.yaml",
                    "--port=0")) {
                Ended ended = example(live.endpoint().toString());
                assertThat(ended.status()).as(ended.out()).isZero();
                List<String> lines = ended.out().lines().toList();
                assertThat(lines).hasSize(8);
                assertThat(lines.getFirst()).contains("STEP", "KIND OF PROMPT", "WHY", "WITH sonnet", "SAVED");
                assertThat(lines.get(1)).startsWith("triage ").contains("cost (request)", "expected 0.");
                assertThat(lines.get(3)).startsWith("log reading ").contains("cost (trivial tool turn)");
                assertThat(List.of(lines.get(1), lines.get(2), lines.get(3), lines.get(6)))
                        .allSatisfy(line -> assertThat(line)
                                .containsPattern(" (mini|haiku) ")
                                .containsPattern("[1-9][0-9] %\\s*$"));
                assertThat(lines.get(4)).startsWith("diagnosis ").contains("quality (request)");
                assertThat(lines.getLast()).startsWith("all steps ").containsPattern("[1-9][0-9] %\\s*$");
            }
        }
    }

    @Test
    void hasAConfigurationWithoutAProblem() {
        Run run = Run.in(
                Run.surroundings(EXAMPLE, Map.of(), new TestSignals()),
                "check",
                EXAMPLE.resolve("signalbox.yaml").toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("warning");
    }
}
