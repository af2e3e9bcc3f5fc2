package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {

    private static final Pattern KEY = Pattern.compile("sbx_[A-Za-z0-9_-]{43}");

    @TempDir
    private Path directory;

    private final TestSignals signals = new TestSignals();

    @Test
    void answersThePastedCurlLinesAndReportsWhatTheyUsed() throws Exception {
        try (Live up = up(Map.of(), "--port=0")) {
            up.endpoint();
            List<String> commands = CurlLine.in(up.out());
            assertThat(commands).hasSize(2);

            HttpResponse<String> whole =
                    CurlLine.parse(commands.getFirst(), Map.of()).run();
            assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
            assertThat(whole.headers().firstValue("x-signalbox-route")).hasValue("assistant");
            assertThat(whole.headers().firstValue("x-signalbox-model")).hasValue("sim-small");
            assertThat(whole.body()).contains("\"role\":\"assistant\"");

            HttpResponse<String> streamed =
                    CurlLine.parse(commands.getLast(), Map.of()).run();
            assertThat(streamed.statusCode()).as(streamed.body()).isEqualTo(200);
            assertThat(streamed.body()).contains("event: message_start").contains("event: message_stop");

            assertThat(up.stop()).isZero();
            assertThat(up.out()).contains("stopped: ");
            assertThat(up.err()).isEmpty();
        }
        Run report = Run.in(Run.surroundings(directory, Map.of(), signals), "report", "usage", "--by=model");
        assertThat(report.out().lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.startsWith("sim-small 2 0 2 "));
    }

    @Test
    void printsTheEnvironmentThatPointsSdksAtIt() throws Exception {
        try (Live up = up(Map.of(), "--port=0")) {
            String endpoint = up.endpoint().toString();
            String key = key(up);
            assertThat(up.out().lines())
                    .contains(
                            "export OPENAI_BASE_URL=" + endpoint + "/v1",
                            "export OPENAI_API_KEY=" + key,
                            "export ANTHROPIC_BASE_URL=" + endpoint,
                            "export ANTHROPIC_AUTH_TOKEN=" + key);
            assertThat(up.out()).contains(directory.resolve("signalbox-data").toString());
        }
    }

    @Test
    void keepsItsKeyForTheNextStartWhereOnlyItsOwnerCanReadIt() throws Exception {
        String first;
        try (Live up = up(Map.of(), "--port=0")) {
            first = key(up);
        }
        try (Live up = up(Map.of(), "--port=0")) {
            assertThat(key(up)).isEqualTo(first);
        }
        Path file = directory.resolve("signalbox-data/demo-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void letsRealProvidersJoinWithoutShowingTheirKeys() throws Exception {
        Map<String, String> environment = Map.of(
                "OPENAI_API_KEY",
                "canary-openai",
                "GROQ_API_KEY",
                "canary-groq",
                "TOGETHER_API_KEY",
                " ",
                "OPENROUTER_API_KEY",
                "canary-openrouter",
                "PERPLEXITY_API_KEY",
                "canary-perplexity");
        try (Live up = up(environment, "--port=0")) {
            up.endpoint();
            assertThat(up.out())
                    .contains("openai (gpt-*, chatgpt-*, o1*, o3*, o4*)")
                    .contains("groq (")
                    .contains("openrouter (")
                    .contains("perplexity (")
                    .doesNotContain("together (")
                    .doesNotContain("canary");
        }
    }

    @Test
    void takesAFreePortAndSaysSoWhenTheUsualOneIsTaken() throws Exception {
        try (AutoCloseable _ = takeUsualPort();
                Live up = up(Map.of())) {
            assertThat(up.endpoint().getPort()).isNotEqualTo(4000);
            assertThat(up.out()).startsWith("Port 4000 is taken by another program, so the demo takes a free one.");
        }
    }

    @Test
    void refusesAPortThatWasAskedForAndIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Live up = up(Map.of(), "--port=" + taken.getLocalPort())) {
            assertThat(up.ended()).isEqualTo(1);
            assertThat(up.err())
                    .startsWith("signalbox: ")
                    .contains(String.valueOf(taken.getLocalPort()))
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void servesTheFileOfTheDirectoryWhereThereIsOne() throws Exception {
        Files.writeString(directory.resolve("signalbox.yaml"), """
                providers:
                  local: { dialect: openai, endpoint: "http://127.0.0.1:9/v1" }
                models:
                  "my-*": { provider: local }
                callers:
                  me: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" }
                ledger: { directory: "%s" }
                """.formatted(directory.resolve("data")));
        try (Live up = up(Map.of(), "--port=0")) {
            up.endpoint();
            assertThat(up.out()).startsWith("Serving ").contains("my-*").doesNotContain("sim-small");
        }
    }

    /** Holds port 4000, unless some other program does. */
    private static AutoCloseable takeUsualPort() {
        try {
            return new ServerSocket(4000, 1, InetAddress.getLoopbackAddress());
        } catch (IOException _) {
            return () -> {};
        }
    }

    private static String key(Live up) throws InterruptedException {
        up.endpoint();
        Matcher key = KEY.matcher(up.out());
        return Optional.of(key).filter(Matcher::find).orElseThrow().group();
    }

    private Live up(Map<String, String> environment, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "up";
        System.arraycopy(options, 0, arguments, 1, options.length);
        TestSignals own = new TestSignals();
        return Live.start(Run.surroundings(directory, environment, own), own, arguments);
    }
}
