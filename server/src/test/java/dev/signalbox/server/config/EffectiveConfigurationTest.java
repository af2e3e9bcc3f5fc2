package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveConfigurationTest {

    private static final String RICH = """
            server:
              host: "::1"
              tls: { certificate: "odd \\"name\\".pem", key: key.pem }
              limits: { max-body: 1234 }
              drain: 1m30s
            providers:
              "no": { dialect: openai, key: "${OPENAI_API_KEY}", headers: { x-a: "Bearer ${TOKEN}", x-b: "plain" } }
              azure/east.1: { dialect: anthropic, endpoint: "http://[::1]:8080/v2", key: file:key.pem, ca: key.pem,
                  retry: { on: [] }, proxy: "http://proxy:1", region: "päris \\u2603", vendor: "# \\\\ {x}: y" }
            models:
              4: { provider: "no", price: { input: 0.10, output: 12.5, cached: 0 }, context: 1M, can: [tools, audio] }
              "gpt-*": { provider: azure/east.1 }
              5: { provider: "no", price: [{ input: 1, output: 2 }, { from: 2027-01-01, input: 2, output: 3 }, { from: 2027-06-01T09:00+01:00, input: 3, output: 4 }] }
              "null": { provider: "no", id: "a:b", output: 12345, zone: "true" }
            routes:
              "on": { strategy: static, targets: [{ model: gpt-x, retry: { attempts: 0, on: [500] } }] }
              pool: { strategy: priority, targets: [{ model: "4" }, { model: "null", priority: 1, fallback-on: [] }] }
              canary: { strategy: weighted, weights: sum, targets: [{ model: "4", weight: 90 }, { model: "null", weight: 10 }] }
              east: { strategy: pool, sticky: { ttl: 5m, by: [{ header: x-session }, { metadata: \"a b\" }] }, targets: [{ model: "4" }, { model: "null" }] }
              ruled:
                strategy: rules
                rules:
                  - { when: { metadata: { team: ["a b", "c*"] }, headers: { X-A: y }, stream: false, input-over: 2k },
                      use: [{ model: "4" }, { model: "null", metadata-match: { env: live }, headers: { set: { x-c: "${TOKEN}" }, remove: x-d }, parameters: { temperature: 0.5, max-tokens: 2k } }] }
                  - { id: small, when: { tenants: "- x", plans: [p, q] }, use: { can: [audio, tools], input-price: 0.5, order: cheapest, most: 2 } }
                otherwise: [{ model: gpt-x }]
            callers:
              a: { key: "%s", may-use: [] }
              b: { key: ["%s", "%s"], tenant: "- x", may-use: ["*", pool] }
            ledger: { directory: /tmp/x, fsync: 0s, retention: 400d, end-users: plain, graders: [a, b], readings: 30d, decisions: 50 }
            """.formatted(
                    KeyDigest.of("1").written(),
                    KeyDigest.of("2").written(),
                    KeyDigest.of("3").written());

    @Test
    void givesTheSameSettingsWhenItIsReadAgain(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("odd \"name\".pem"), "x");
        Files.writeString(directory.resolve("key.pem"), "x");
        Settings settings = load(RICH, directory);

        String printed = EffectiveConfiguration.print(settings);
        String unmasked = printed.replace("x-b: \"***\"", "x-b: plain");
        for (String key : new String[] {"1", "2", "3"}) {
            unmasked = unmasked.replace(
                    KeyDigest.of(key).toString(), KeyDigest.of(key).written());
        }

        assertThat(load(unmasked, directory).withVersion("")).isEqualTo(settings.withVersion(""));
    }

    @Test
    void writesOutEveryDefault() {
        assertThat(EffectiveConfiguration.print(Yaml.settings("providers: { p: { dialect: openai } }\n")))
                .isEqualTo("""
                        server:
                          host: 127.0.0.1
                          port: 4000
                          limits:
                            max-body: 50M
                            max-headers: 64k
                            max-bodies-in-flight: 512M
                            header-timeout: 10s
                            body-timeout: 1m
                            idle-timeout: 1m15s
                            max-connections: 20000
                          drain: 5m
                          request-timeout: 10m
                          compatible-headers: false
                          losses: safe
                          heartbeat: 15s
                          early-heartbeat: false
                          deep-readiness: 1m
                          server-timing: true
                        providers:
                          p:
                            dialect: openai
                            endpoint: https://api.openai.com/v1
                            headers: {}
                            quirks: {}
                            retry:
                              attempts: 2
                              delay: 100ms
                              on: [429, 500, 502, 503]
                              transport: true
                              backoff: constant
                              longest-delay: 5s
                              window: 15s
                              budget:
                                floor: 10
                                percent: 10
                            breaker:
                              rules: []
                            limits:
                              heed-provider: true
                            timeouts:
                              connect: 5s
                              first-byte: 2m
                              between-tokens: 1m
                              total: 10m
                            max-connections: 4096
                        models: {}
                        routes: {}
                        callers: {}
                        ledger:
                          directory: signalbox-data
                          fsync: 20ms
                          end-users: digest
                          feedback-comments: false
                          decisions: 10000
                        telemetry:
                          access-log: true
                        fetch:
                          enabled: true
                          max-bytes: 20M
                          max-total: 50M
                          max-addresses: 20
                          timeout: 20s
                          allow: []
                          ports: [80, 443]
                        idempotency:
                          enabled: true
                          keep: 1d
                          max-answer: 4M
                          max-total: 1G
                          wait: 1m
                        thinking: {}
                        health: {}
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dialect: openai",
                "vendor: azure, endpoint: \"https://r.openai.azure.com\"",
                "vendor: ollama",
                "dialect: anthropic, endpoint: \"http://127.0.0.1:1\""
            })
    void canBeReadAgainWhereAProviderHasNoKey(String provider) {
        Settings settings = Yaml.settings("providers: { p: { " + provider + " } }\n");

        assertThat(Yaml.settings(EffectiveConfiguration.print(settings)).withVersion(""))
                .isEqualTo(settings.withVersion(""));
    }

    private static Settings load(String text, Path base) {
        Loaded loaded = Configuration.load("signalbox.yaml", text, base, Yaml.ENVIRONMENT::get);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }
}
