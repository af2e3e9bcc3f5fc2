package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.PeerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerSectionTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static Loaded load(String keys, String secret) {
        String text = "health: { peers: { " + keys + " } }\n";
        return Configuration.load("signalbox.yaml", text, Path.of("."), Map.of("S", secret)::get);
    }

    private static PeerSettings peers(String keys) {
        Loaded loaded = load(keys, SECRET);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings().health().peers().orElseThrow();
    }

    private static List<String> problems(String keys, String secret) {
        Loaded loaded = load(keys, secret);
        assertThat(loaded).isInstanceOf(Loaded.Bad.class);
        return ((Loaded.Bad) loaded).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void everyGatewayWorksAloneByDefault() {
        assertThat(Yaml.settings("server: {}\n").health().peers()).isEmpty();
        assertThat(Yaml.settings("health: {}\n").health().peers()).isEmpty();
    }

    @Test
    void readsEveryKey() {
        PeerSettings peers =
                peers("addresses: [\"http://10.0.0.7:4000/\", \"https://b.example\"], secret: \"${S}\", longest: 90s");
        assertThat(peers.addresses())
                .containsExactly(URI.create("http://10.0.0.7:4000"), URI.create("https://b.example"));
        assertThat(peers.secret().reveal()).isEqualTo(SECRET);
        assertThat(peers.longest()).isEqualTo(Duration.ofSeconds(90));
        assertThat(peers("addresses: [], secret: \"${S}\"").longest()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void refusesWhatCannotWorkAndRepeatsNoSecret() {
        assertThat(problems("addresses: [\"http://a\"]", SECRET))
                .singleElement()
                .asString()
                .contains("health.peers.secret: missing");
        assertThat(problems("addresses: [\"http://a\"], secret: \"${S}\"", "hunter2"))
                .singleElement()
                .asString()
                .endsWith(
                        "health.peers.secret: a short secret (expected: at least 32 characters that nobody can guess)")
                .doesNotContain("hunter2");
        assertThat(problems("addresses: [\"http://a\"], secret: " + SECRET, SECRET))
                .singleElement()
                .asString()
                .contains("a secret in clear")
                .doesNotContain(SECRET);
        assertThat(problems("addresses: [\"http://a\", \"http://a/\"], secret: \"${S}\"", SECRET))
                .singleElement()
                .asString()
                .contains("health.peers.addresses[1]: an address that stands there twice");
        assertThat(problems("addresses: [\"http://u:p@a\"], secret: \"${S}\"", SECRET))
                .singleElement()
                .asString()
                .contains("an address with credentials")
                .doesNotContain("u:p");
        assertThat(problems("addresses: [], secret: \"${S}\", longest: 2h", SECRET))
                .singleElement()
                .asString()
                .contains("health.peers.longest: a long time (expected: at most 1h)");
        assertThat(problems("urls: [], secret: \"${S}\"", SECRET)).anyMatch(text -> text.contains("use addresses"));
    }

    @Test
    void isPrintedWithoutTheSecret() {
        Loaded loaded = load("addresses: [\"http://a:1\"], secret: \"${S}\"", SECRET);
        assertThat(EffectiveConfiguration.print(((Loaded.Good) loaded).settings()))
                .contains("addresses: [http://a:1]")
                .contains("secret: \"${S}\"")
                .contains("longest: 5m")
                .doesNotContain(SECRET);
    }
}
