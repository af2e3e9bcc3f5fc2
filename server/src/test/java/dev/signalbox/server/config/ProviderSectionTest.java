package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.AuthName;
import dev.signalbox.server.settings.Backoff;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ProbeSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.QuirkSettings;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.server.settings.Secret;
import dev.signalbox.server.settings.TimeoutSettings;
import java.math.BigDecimal;
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
                        Optional.empty(),
                        AuthName.BEARER,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        QuirkSettings.none(),
                        new RetrySettings(2, Duration.ofMillis(100), Set.of(429, 500, 502, 503), true),
                        BreakerSettings.none(),
                        CeilingSettings.none(),
                        Optional.empty(),
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
                    auth: api-key
                    headers:
                      x-plain: some text
                      x-mixed: "Token ${TOKEN}!"
                      x-file: file:team
                    region: eastus
                    vendor: ollama
                    quirks:
                      output-cap: max_tokens
                      refused: [store, logit_bias]
                      refused-in-messages: [name]
                      renamed: { seed: random_seed }
                      most-temperature: 1.50
                      stream-options: false
                      json-schema: false
                      developer-role: false
                      image-addresses: true
                      reasoning-field: reasoning
                      thought-signatures: true
                      tool-ids: "[a-z0-9]{9}"
                      strict-tools: false
                      tool-choices: [auto, none]
                    retry: { attempts: 0, delay: 0s, on: ["429", 418], transport: false, backoff: exponential, longest-delay: 2s, window: 1m }
                    limits: { requests-per-minute: 600 }
                    probe: { every: 30s }
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
                                                Optional.empty(),
                                                Optional.of(Secret.of("sk-live-1")),
                                                AuthName.API_KEY,
                                                Map.of(
                                                        "x-plain",
                                                        Secret.of("some text"),
                                                        "x-mixed",
                                                        Secret.of("Token t0k3n!"),
                                                        "x-file",
                                                        Secret.of("blue")),
                                                Optional.of("eastus"),
                                                Optional.of("ollama"),
                                                new QuirkSettings(
                                                        Optional.of("max_tokens"),
                                                        Optional.of(Set.of("store", "logit_bias")),
                                                        Optional.of(Set.of("name")),
                                                        Optional.of(Map.of("seed", "random_seed")),
                                                        Optional.of(new BigDecimal("1.50")),
                                                        Optional.of(false),
                                                        Optional.of(false),
                                                        Optional.of(false),
                                                        Optional.of(true),
                                                        Optional.of("reasoning"),
                                                        Optional.of(true),
                                                        Optional.of("[a-z0-9]{9}"),
                                                        Optional.of(false),
                                                        Optional.of(Set.of("auto", "none")),
                                                        Optional.empty()),
                                                new RetrySettings(
                                                        0,
                                                        Duration.ZERO,
                                                        Set.of(418, 429),
                                                        false,
                                                        Backoff.EXPONENTIAL,
                                                        Duration.ofSeconds(2),
                                                        Duration.ofMinutes(1)),
                                                BreakerSettings.none(),
                                                new CeilingSettings(
                                                        Optional.empty(),
                                                        Optional.of(600),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        true),
                                                Optional.of(ProbeSettings.usual()),
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
    void takesAnEndpointThatEndsAsItsVendorsDoes() {
        String text = """
                providers:
                  z: { vendor: zai, key: "${TOKEN}", endpoint: https://open.bigmodel.cn/api/paas/v4 }
                  g: { vendor: google-openai, key: "${TOKEN}", endpoint: http://localhost/v1beta/openai }
                  p: { vendor: perplexity, key: "${TOKEN}", endpoint: http://localhost }
                  q: { vendor: groq, key: "${TOKEN}", endpoint: http://localhost/groq }
                """;
        assertThat(Yaml.warnings(text).stream().filter(line -> line.contains("endpoint")))
                .containsExactly("signalbox.yaml:5:49 warning: providers.q.endpoint: \"http://localhost/groq\""
                        + " (expected: an address that ends in /v1 for the dialect openai)");
    }

    @Test
    void refusesADayThatIsNotInTheCalendar() {
        assertThat(Yaml.errors(
                        "providers: { a: { vendor: azure, endpoint: https://a.example, api-version: 2024-13-01 } }\n"))
                .anyMatch(line -> line.contains("api-version: \"2024-13-01\" (expected: a day such as 2024-10-21"));
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

    @Test
    void takesWhatAKnownVendorBrings() {
        Map<String, ProviderSettings> providers = Yaml.settings("""
                providers:
                  g: { vendor: groq }
                  o: { vendor: ollama, endpoint: "http://gpu:11434/v1" }
                  z: { vendor: azure, endpoint: "https://res.openai.azure.com", api-version: 2024-10-21, key: "${TOKEN}" }
                  d: { vendor: deepseek, dialect: anthropic, endpoint: "https://api.deepseek.com/anthropic" }
                  b: { vendor: azure, endpoint: "https://res.openai.azure.com", auth: bearer, key: "${TOKEN}" }
                  l: { vendor: Our Own Box, dialect: openai }
                """).providers();

        assertThat(providers.get("g").endpoint()).isEqualTo(URI.create("https://api.groq.com/openai/v1"));
        assertThat(providers.get("g").dialect()).isEqualTo(DialectName.OPENAI);
        assertThat(providers.get("o").endpoint()).isEqualTo(URI.create("http://gpu:11434/v1"));
        assertThat(providers.get("z"))
                .returns(DialectName.AZURE_OPENAI, ProviderSettings::dialect)
                .returns(AuthName.API_KEY, ProviderSettings::auth)
                .returns(Optional.of("2024-10-21"), ProviderSettings::apiVersion);
        assertThat(providers.get("d").auth()).isEqualTo(AuthName.X_API_KEY);
        assertThat(providers.get("b").auth()).isEqualTo(AuthName.BEARER);
        assertThat(providers.get("l").endpoint()).isEqualTo(URI.create("https://api.openai.com/v1"));
    }

    @Test
    void saysWhatIsMissingWhereNoVendorBringsIt() {
        assertThat(Yaml.errors("""
                providers:
                  a: { endpoint: "http://localhost/v1" }
                  b: { vendor: azure }
                  c: { vendor: deepseek, dialect: anthropic }
                """))
                .containsExactly(
                        "signalbox.yaml:2:3 providers.a.dialect: missing (expected one of: openai, openai-responses, anthropic, azure-openai, gemini;"
                                + " a known vendor would bring it)",
                        "signalbox.yaml:3:3 providers.b.endpoint: missing (expected: an http or https address such as"
                                + " https://NAME.openai.azure.com)",
                        "signalbox.yaml:4:3 providers.c.endpoint: missing (expected: an http or https address)");
    }

    @Test
    void warnsOfAVendorThatIsNearlyAKnownOne() {
        assertThat(Yaml.warnings(
                        "providers: { g: { vendor: gorq, dialect: openai, endpoint: http://localhost/v1 } }\n"))
                .contains(
                        "signalbox.yaml:1:27 warning: providers.g.vendor: \"gorq\" (expected: a known vendor, or any other"
                                + " word as a label; did you mean groq?)");
        assertThat(Yaml.warnings(
                        "providers: { g: { vendor: house, dialect: openai, endpoint: http://localhost/v1 } }\n"))
                .noneMatch(line -> line.contains("vendor"));
    }

    @Test
    void refusesWhatCannotBeTogether() {
        assertThat(Yaml.errors("""
                providers:
                  a: { dialect: openai, api-version: 2024-10-21, auth: api-key }
                  b: { dialect: openai, key: "${TOKEN}", auth: api-key, headers: { Api-Key: x } }
                  c: { dialect: azure-openai, endpoint: "https://r.example", api-version: newest }
                  d: { dialect: openai, quirks: { tool-ids: "[0-9]{2}", reasoning-field: thoughts, refusd: [] } }
                """))
                .hasSize(7)
                .anyMatch(line -> line.contains("providers.a.api-version: a version of Azure's API"))
                .anyMatch(line -> line.contains("providers.a.auth: nothing to send (expected: a key beside it)"))
                .anyMatch(line -> line.contains("providers.b.headers.Api-Key: key is sent in this header already"))
                .anyMatch(line -> line.contains("providers.c.api-version: \"newest\" (expected: a day such as"))
                .anyMatch(line ->
                        line.contains("providers.d.quirks.tool-ids: \"[0-9]{2}\" (expected: a regular expression"))
                .anyMatch(line -> line.contains("providers.d.quirks.reasoning-field"))
                .anyMatch(line -> line.contains("providers.d.quirks.refusd: unknown key")
                        && line.endsWith("did you mean refused?)"));
    }

    @Test
    void warnsOfAnAzureAddressThatNamesTheApiAlready() {
        assertThat(
                        Yaml.warnings(
                                "providers: { a: { dialect: azure-openai, endpoint: https://r.example/openai/v1, key: \"${TOKEN}\" } }\n"))
                .anyMatch(line -> line.contains("providers.a.endpoint") && line.contains("without /openai"));
    }

    @Test
    void warnsOfAKnownAddressWithoutTheWordThatBringsItsQuirks() {
        String line =
                "providers: { m: { dialect: openai, endpoint: https://api.mistral.ai/v1, key: \"${TOKEN}\"%s } }\n";

        assertThat(Yaml.warnings(line.formatted("")))
                .anyMatch(warning -> warning.contains("providers.m.endpoint") && warning.contains("vendor: mistral"));
        assertThat(Yaml.warnings(line.formatted(", vendor: mistral")))
                .noneMatch(warning -> warning.contains("endpoint"));
        assertThat(Yaml.warnings(line.formatted("").replace("api.mistral.ai", "api.openai.com")))
                .noneMatch(warning -> warning.contains("endpoint"));
    }
}
