package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.EventKind;
import dev.signalbox.server.settings.EventSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSectionTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static Loaded load(String text, String secret) {
        return Configuration.load("signalbox.yaml", text, Path.of("."), Map.of("S", secret)::get);
    }

    private static EventSettings events(String keys) {
        Loaded loaded = load("events: { secret: \"${S}\", " + keys + " }\n", SECRET);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings().events().orElseThrow();
    }

    private static List<String> problems(String keys, String secret) {
        Loaded loaded = load("events: { " + keys + " }\n", secret);
        assertThat(loaded).isInstanceOf(Loaded.Bad.class);
        return ((Loaded.Bad) loaded).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void nobodyIsToldByDefault() {
        assertThat(Yaml.settings("server: {}\n").events()).isEmpty();
    }

    @Test
    void readsEveryKeyAndKeepsTheAddressAsItIsWritten() {
        EventSettings events = events("webhook: https://alerts.example/in/, on: [breaker-tripped, credential-failure]");
        assertThat(events.webhook()).isEqualTo(URI.create("https://alerts.example/in/"));
        assertThat(events.secret().reveal()).isEqualTo(SECRET);
        assertThat(events.on()).containsExactly(EventKind.BREAKER_TRIPPED, EventKind.CREDENTIAL_FAILURE);
        assertThat(events("webhook: https://alerts.example").on()).isEqualTo(Set.of(EventKind.values()));
        assertThat(events("webhook: https://alerts.example, on: breaker-reset").on())
                .containsExactly(EventKind.BREAKER_RESET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9/x", "http://127.0.0.1:9", "http://127.9.9.9", "http://[::1]:9/x"})
    void takesPlainHttpOnThisMachine(String address) {
        assertThat(events("webhook: \"" + address + "\"").webhook()).isEqualTo(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://alerts.example", "http://10.0.0.7/x", "http://localhost.example", "http://0.0.0.0:9"})
    void refusesPlainHttpElsewhere(String address) {
        assertThat(problems("secret: \"${S}\", webhook: \"" + address + "\"", SECRET))
                .containsExactly("signalbox.yaml:1:36 events.webhook: \"" + address
                        + "\" (expected: an https address, or an http address of this machine)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2hunter2hunter2hunter2hunter2",
                "whsec_c2hvcnQ=",
                "whsec_no base64 at all, but long enough",
                "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void refusesSecretsThatNoReceiverCanUseAndDoesNotRepeatThem(String secret) {
        assertThat(problems("webhook: https://alerts.example, secret: \"${S}\"", secret))
                .containsExactly("signalbox.yaml:1:52 events.secret: a secret of another form"
                        + " (expected: whsec_ and 24 to 64 random bytes in base64)");
    }

    @Test
    void refusesASecretInClearAndUnknownKinds() {
        assertThat(problems("webhook: https://alerts.example, secret: " + SECRET, ""))
                .singleElement()
                .asString()
                .contains("a secret in clear")
                .doesNotContain("MfKQ");
        assertThat(problems("webhook: https://alerts.example, secret: \"${S}\", on: [breaker-tripd]", SECRET))
                .singleElement()
                .asString()
                .contains("events.on[0]")
                .contains("did you mean breaker-tripped");
    }

    @Test
    void isPrintedWithoutTheSecret() {
        Loaded loaded = load("events: { webhook: https://alerts.example/in/, secret: \"${S}\" }\n", SECRET);
        assertThat(EffectiveConfiguration.print(((Loaded.Good) loaded).settings()))
                .contains("webhook: https://alerts.example/in/")
                .contains("secret: \"${S}\"")
                .contains("on: [breaker-tripped, breaker-reset, credential-failure,")
                .doesNotContain("MfKQ");
    }
}
