package dev.signalbox.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.settings.FetchSettings;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    private static final FetchSettings SETTINGS = new FetchSettings(
            true, 10, 10, 5, Duration.ofSeconds(1), Set.of("store.internal", "::1"), Set.of(80, 443, 8443));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/a",
                "file:///etc/passwd",
                "gopher://example.com/",
                "data:image/png;base64,AA==",
                "gs://bucket/a.png",
                "example.com/a.png",
                "//example.com/a.png",
                "",
                "http://",
                "http:///a",
                "http://user@example.com/",
                "http://user:word@example.com/",
                "http://@example.com/",
                "http://example.com@127.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://0x7f.0.0.1/",
                "http://0x7f000001/",
                "http://127.0.0.01/",
                "http://127.0.0.1.1/",
                "http://256.0.0.1/",
                "http://1.2.3.0x4/",
                "http://example.1/",
                "http://localhost/",
                "http://LOCALHOST./",
                "http://a.localhost/",
                "http://metadata.google.internal/",
                "http://metadata.google.internal./",
                "http://printer.local/",
                "http://instance-data/",
                "http://wiki/",
                "http://nas.lan/",
                "http://box.home.arpa/",
                "http://example.com:22/",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://example.com:8080/",
                "http://exa mple.com/",
                "http://ex%61mple.com/",
                "http://example.com\\@127.0.0.1/",
                "http://[fe80::1%25eth0]/",
                "http://[::1%1]/",
                "http://[::g]/",
                "http://\u2460\u2461\u2466.0.0.1/",
                "http://ex\u00e4mple.com/",
                "http://-a.com/",
                "http://a..com/",
                "http://example.com/\r\nx"
            })
    void refusesWhatIsNoOrdinaryAddressInOneAndTheSameWay(String written) {
        assertThatThrownBy(() -> Destination.of(written, SETTINGS))
                .isInstanceOf(Unfetched.class)
                .hasMessage(Unfetched.refused().getMessage());
    }

    @Test
    void takesOrdinaryAddresses() throws Unfetched {
        Destination at = Destination.of("HTTPS://Pictures.Example.com:8443/a%20b.png?sign=x", SETTINGS);
        assertThat(at.host()).isEqualTo("pictures.example.com");
        assertThat(at.port()).isEqualTo(8443);
        assertThat(at.secure()).isTrue();
        assertThat(at.literal()).isEmpty();
        assertThat(Destination.of("http://93.184.216.34/", SETTINGS).literal()).isPresent();
        assertThat(Destination.of("http://[2606:2800::1]/", SETTINGS).literal()).isPresent();
        assertThat(Destination.of("http://xn--bcher-kva.example/", SETTINGS).port())
                .isEqualTo(80);
    }

    @Test
    void takesHostsThatTheOperatorNames() throws Unfetched {
        assertThat(Destination.of("http://store.internal/a.png", SETTINGS).named())
                .isTrue();
        assertThat(Destination.of("http://[::1]/a.png", SETTINGS).named()).isTrue();
        assertThatThrownBy(() -> Destination.of("http://x.store.internal/a.png", SETTINGS))
                .isInstanceOf(Unfetched.class);
    }

    @Test
    void followsNoRedirectFromASecureAddressToAnOpenOne() throws Unfetched {
        Destination at = Destination.of("https://example.com/a", SETTINGS);
        assertThat(at.next("b.png", SETTINGS).uri()).hasToString("https://example.com/b.png");
        assertThat(at.next("//example.org/c", SETTINGS).host()).isEqualTo("example.org");
        assertThatThrownBy(() -> at.next("http://example.com/a", SETTINGS)).isInstanceOf(Unfetched.class);
        assertThatThrownBy(() -> at.next("http://127.0.0.1\\", SETTINGS)).isInstanceOf(Unfetched.class);
    }

    @Test
    void showsAddressesWithoutTheirSecrets() {
        assertThat(Destination.shown("https://me:word@a.example/b.png?token=t#f"))
                .isEqualTo("https://a.example/b.png");
        assertThat(Destination.shown("http://a.example/\"\r\n\u00e4")).isEqualTo("http://a.example/????");
        assertThat(Destination.shown("http://a/" + "b".repeat(500))).hasSize(203);
    }
}
