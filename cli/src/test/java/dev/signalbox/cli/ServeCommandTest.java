package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    @TempDir
    private Path directory;

    private final TestSignals signals = new TestSignals();

    @Test
    void printsWhatHoldsWithSecretsMaskedAndThenIsReady() throws Exception {
        write(configuration("gpt-*"));
        try (Live serve = serve()) {
            URI endpoint = serve.endpoint();
            assertThat(get(endpoint + "/readyz").statusCode()).isEqualTo(200);
            assertThat(serve.out())
                    .contains("request-timeout: 10m")
                    .contains("${PROVIDER_KEY}")
                    .doesNotContain("canary")
                    .endsWith("ready: " + endpoint + "\n");
            assertThat(serve.stop()).isZero();
            assertThat(serve.err()).isEmpty();
        }
    }

    @Test
    void readsItsFileAgainOnSighup() throws Exception {
        write(configuration("gpt-*"));
        try (Live serve = serve()) {
            serve.endpoint();
            write(configuration("llama-*"));
            serve.send(Signals.Signal.HUP);
            serve.await("configuration reloaded");
            write("providers: [");
            serve.send(Signals.Signal.HUP);
            serve.await("NOT reloaded");
        }
    }

    @Test
    void tellsEveryProblemAndEnds() throws Exception {
        write(configuration("gpt-*")
                .replace("dialect: openai", "dialect: openay")
                .replace("callers:", "caller:"));
        try (Live serve = serve()) {
            assertThat(serve.ended()).isEqualTo(1);
            assertThat(serve.err())
                    .startsWith("signalbox: cannot start:\n")
                    .contains("openay")
                    .contains("did you mean callers?")
                    .doesNotContain("\tat ");
            assertThat(serve.out()).isEmpty();
        }
    }

    @Test
    void wantsAConfiguration() {
        Run run = Run.of("serve");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--config=FILE");
    }

    private String configuration(String models) {
        return """
                providers:
                  local: { dialect: openai, endpoint: "http://127.0.0.1:9/v1", key: "${PROVIDER_KEY}" }
                models:
                  "%s": { provider: local }
                callers:
                  me: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" }
                ledger: { directory: "%s" }
                """.formatted(models, directory.resolve("data"));
    }

    private void write(String yaml) throws IOException {
        Files.writeString(directory.resolve("gateway.yaml"), yaml);
    }

    private Live serve() {
        Surroundings surroundings = Run.surroundings(directory, Map.of("PROVIDER_KEY", "canary-key"), signals);
        return Live.start(surroundings, signals, "serve", "--config=gateway.yaml", "--port=0");
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return new CurlLine("GET", address, List.of(), "").run();
    }
}
