package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.server.settings.Secret;
import dev.signalbox.server.settings.TimeoutSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderSectionTest {

    @Test
    void hasTheDefaultsThatAreDocumented() {
        Map<String, ProviderSettings> providers = Yaml.settings(
                        "providers: { o: { dialect: openai }, a: { dialect: anthropic } }\n")
                .providers();

        assertThat(providers.get("a"))
                .isEqualTo(ProviderSettings.of("a", DialectName.ANTHROPIC, URI.create("https://api.anthropic.com")));
        assertThat(providers.get("o"))
                .isEqualTo(new ProviderSettings(
                        "o",
                        DialectName.OPENAI,
                        URI.create("https://api.openai.com/v1"),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new RetrySettings(2, Duration.ofMillis(100), Set.of(429, 500, 502, 503), true),
                        new TimeoutSettings(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(120),
                                Duration.ofSeconds(60),
                                Duration.ofMinutes(10)),
                        Optional.empty(),
                        Optional.empty(),
                        4096));
    }

    @Test
    void readsEveryKey(@TempDir Path directory) throws Exception {
        Path authority = Files.writeString(directory.resolve("ca.pem"), "authority");
        Files.writeString(directory.resolve("team"), "blue\r\n");
        String text = """
                providers:
                  azure/gpt.1:
                    dialect: openai
                    endpoint: HTTPS://example.com:8443/base/v1/
                    key: "${OPENAI_API_KEY}"
                    headers:
                      x-plain: some text
                      x-mixed: "Token ${TOKEN}!"
                      x-file: file:team
                    region: eastus
                    vendor: ollama
                    retry: { attempts: 0, delay: 0s, on: ["429", 418], transport: false }
                    timeouts: { connect: 1s, first-byte: 0.5s, between-tokens: 3s, total: 1h }
                    proxy: http://proxy:3128
                    ca: ca.pem
                    max-connections: 7
                """;
        Loaded loaded = Configuration.load("signalbox.yaml", text, directory, Yaml.ENVIRONMENT::get);

        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Good.class,
                        good -> assertThat(good.settings().providers())
                                .containsExactly(Map.entry(
                                        "azure/gpt.1",
                                        new ProviderSettings(
                                                "azure/gpt.1",
                                                DialectName.OPENAI,
                                                URI.create("https://example.com:8443/base/v1"),
                                                Optional.of(Secret.of("sk-live-1")),
                                                Map.of(
                                                        "x-plain",
                                                        Secret.of("some text"),
                                                        "x-mixed",
                                                        Secret.of("Token t0k3n!"),
                                                        "x-file",
                                                        Secret.of("blue")),
                                                Optional.of("eastus"),
                                                Optional.of("ollama"),
                                                new RetrySettings(0, Duration.ZERO, Set.of(418, 429), false),
                                                new TimeoutSettings(
                                                        Duration.ofSeconds(1),
                                                        Duration.ofMillis(500),
                                                        Duration.ofSeconds(3),
                                                        Duration.ofHours(1)),
                                                Optional.of(URI.create("http://proxy:3128")),
                                                Optional.of(authority),
                                                7))));
    }

    @Test
    void namesTheSuccessorOfOtherNames() {
        String text = """
                providers:
                  p:
                    dialect: openai
                    base_url: x
                    api-base: x
                    apiKey: x
                    type: x
                    retry: { max_attempts: 1 }
                    timeouts: { read: 1s }
                """;
        assertThat(Yaml.errors(text))
                .containsExactly(
                        "signalbox.yaml:4:5 providers.p.base_url: unknown key (use endpoint instead)",
                        "signalbox.yaml:5:5 providers.p.api-base: unknown key (use endpoint instead)",
                        "signalbox.yaml:6:5 providers.p.apiKey: unknown key (use key instead)",
                        "signalbox.yaml:7:5 providers.p.type: unknown key (use dialect instead)",
                        "signalbox.yaml:8:14 providers.p.retry.max_attempts: unknown key (use attempts instead)",
                        "signalbox.yaml:9:17 providers.p.timeouts.read: unknown key (use between-tokens instead)");
    }

    @Test
    void warnsOfAnEndpointThatDoesNotFitItsDialect() {
        String text = """
                providers:
                  a: { dialect: openai, endpoint: http://localhost:11434 }
                  b: { dialect: anthropic, endpoint: http://localhost/v1 }
                  c: { dialect: openai, endpoint: http://localhost/v1 }
                  d: { dialect: anthropic, endpoint: http://localhost }
                """;
        assertThat(Yaml.warnings(text).stream().filter(line -> line.contains("endpoint")))
                .containsExactly(
                        "signalbox.yaml:2:35 warning: providers.a.endpoint: \"http://localhost:11434\""
                                + " (expected: an address that ends in /v1 for the dialect openai)",
                        "signalbox.yaml:3:38 warning: providers.b.endpoint: \"http://localhost/v1\""
                                + " (expected: an address without /v1, which the dialect anthropic appends)");
    }

    @Test
    void warnsOfAMissingKeyWhereTheUsualProviderWantsOne() {
        assertThat(Yaml.warnings("providers: { o: { dialect: openai } }\n"))
                .anyMatch(line -> line.contains("providers.o: no key"));
        assertThat(Yaml.warnings("providers: { o: { dialect: openai, endpoint: http://localhost/v1 } }\n"))
                .noneMatch(line -> line.contains("no key"));
    }

    @Test
    void refusesAHeaderThatIsTheKeysOrTheConnections() {
        String text = """
                providers:
                  p:
                    dialect: openai
                    key: ${TOKEN}
                    headers: { Authorization: x, Host: x, "a b": x, x-a: x, X-A: x }
                """;
        assertThat(Yaml.errors(text))
                .hasSize(5)
                .anyMatch(line -> line.contains("headers.Authorization: key is sent in this header already"))
                .anyMatch(line -> line.contains("headers.Host: not a name"))
                .anyMatch(line -> line.contains("headers.a b: not a name"))
                .anyMatch(line -> line.contains("headers.x-a: this header is written twice"));
    }
}
