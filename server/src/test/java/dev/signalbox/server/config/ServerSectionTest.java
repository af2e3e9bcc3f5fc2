package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.EndUsers;
import dev.signalbox.server.settings.GatewayPlace;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.settings.LimitSettings;
import dev.signalbox.server.settings.LossRule;
import dev.signalbox.server.settings.ServerSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TelemetrySettings;
import dev.signalbox.server.settings.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSectionTest {

    @Test
    void hasTheDefaultsThatAreDocumented() {
        Settings settings = Yaml.settings("server: {}\nledger:\ntelemetry: {}\n");

        assertThat(settings.server()).isEqualTo(ServerSettings.defaults());
        assertThat(settings.server())
                .isEqualTo(new ServerSettings(
                        "127.0.0.1",
                        4000,
                        Optional.empty(),
                        new LimitSettings(
                                52_428_800,
                                65_536,
                                536_870_912,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(75),
                                20_000),
                        Duration.ofMinutes(5),
                        false,
                        Duration.ofMinutes(10),
                        LossRule.SAFE,
                        Optional.of(Duration.ofSeconds(15)),
                        false,
                        Optional.of(Duration.ofSeconds(60)),
                        Optional.empty(),
                        GatewayPlace.unknown(),
                        true));
        assertThat(settings.ledger()).isEqualTo(new LedgerSettings(Path.of("signalbox-data"), Duration.ofMillis(20)));
        assertThat(settings.telemetry()).isEqualTo(new TelemetrySettings(true));
    }

    @Test
    void readsEveryKey(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("cert.pem"), "certificate");
        Files.writeString(directory.resolve("key.pem"), "key");
        String text = """
                server:
                  host: 0.0.0.0
                  port: 0
                  tls: { certificate: cert.pem, key: key.pem }
                  limits:
                    max-body: 1M
                    max-headers: 16k
                    max-bodies-in-flight: 2M
                    header-timeout: 1s
                    body-timeout: 2s
                    idle-timeout: 3s
                    max-connections: 4
                  drain: 0s
                  request-timeout: 1m30s
                  compatible-headers: true
                  losses: allow
                  heartbeat: off
                  early-heartbeat: true
                  deep-readiness: off
                  region: eu-west
                  zone: b
                  metadata: { environment: production }
                  server-timing: false
                ledger: { directory: /var/lib/signalbox, fsync: 0s, retention: 400d, end-users: plain, readings: 30d, decisions: 50 }
                telemetry: { access-log: false }
                """;
        Loaded loaded = Configuration.load("signalbox.yaml", text, directory, Yaml.ENVIRONMENT::get);

        assertThat(loaded).isInstanceOfSatisfying(Loaded.Good.class, good -> {
            assertThat(good.settings().server())
                    .isEqualTo(new ServerSettings(
                            "0.0.0.0",
                            0,
                            Optional.of(new TlsSettings(directory.resolve("cert.pem"), directory.resolve("key.pem"))),
                            new LimitSettings(
                                    1 << 20,
                                    16 << 10,
                                    2 << 20,
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(3),
                                    4),
                            Duration.ZERO,
                            true,
                            Duration.ofSeconds(90),
                            LossRule.ALLOW,
                            Optional.empty(),
                            true,
                            Optional.empty(),
                            Optional.empty(),
                            new GatewayPlace(
                                    Optional.of("eu-west"), Optional.of("b"), Map.of("environment", "production")),
                            false));
            assertThat(good.settings().ledger())
                    .isEqualTo(new LedgerSettings(
                            Path.of("/var/lib/signalbox"),
                            Duration.ZERO,
                            Optional.of(Duration.ofDays(400)),
                            EndUsers.PLAIN,
                            false,
                            List.of(),
                            Optional.of(Duration.ofDays(30)),
                            50));
            assertThat(good.settings().telemetry()).isEqualTo(new TelemetrySettings(false));
        });
    }

    @Test
    void knowsTheGradersOfTheLedger() {
        assertThat(Yaml.errors("callers: { judge: { key: \"sha256:x\" } }\nledger: { graders: [judge, juge] }\n"))
                .contains(
                        "signalbox.yaml:2:28 ledger.graders[1]: no caller \"juge\" (expected one of: judge; did you mean judge?)");
    }

    @Test
    void namesTheSuccessorOfOtherNames() {
        assertThat(Yaml.errors("server: { bind: x, timeout: 5s, tls: { cert: a } }\nledger: { path: a }\n"))
                .contains(
                        "signalbox.yaml:1:11 server.bind: unknown key (use host instead)",
                        "signalbox.yaml:1:20 server.timeout: unknown key (use request-timeout instead)",
                        "signalbox.yaml:1:40 server.tls.cert: unknown key (use certificate instead)",
                        "signalbox.yaml:2:11 ledger.path: unknown key (use directory instead)");
    }

    @Test
    void refusesARetentionThatWouldDeleteWhatIsBeingUsed() {
        assertThat(Yaml.errors("ledger: { retention: 5m, end-users: hash }\n"))
                .containsExactly(
                        "signalbox.yaml:1:22 ledger.retention: \"5m\" (expected: a duration such as 400d, at least 1h)",
                        "signalbox.yaml:1:37 ledger.end-users: \"hash\" (expected one of: off, digest, plain; use digest)");
    }

    @Test
    void tellsARuleBetweenTwoValuesAtTheirSection() {
        assertThat(Yaml.errors("server:\n  limits: { max-body: 2M, max-bodies-in-flight: 1M }\n"))
                .containsExactly("signalbox.yaml:2:3 server.limits: max-bodies-in-flight: 1048576"
                        + " (expected: at least max-body)");
    }

    @Test
    void tellsAFileThatCannotBeRead() {
        assertThat(Yaml.errors("server: { tls: { certificate: none.pem, key: . } }\n"))
                .anyMatch(line -> line.contains("none.pem\" cannot be read: there is no such file"))
                .anyMatch(line -> line.contains("cannot be read: it is not a regular file"));
    }
}
