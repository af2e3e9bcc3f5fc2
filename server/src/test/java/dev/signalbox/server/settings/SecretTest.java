package dev.signalbox.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {

    private static final String CANARY = "canary-8f3a";

    @Test
    void neverShowsItsValueInText() {
        Secret secret = Secret.of(CANARY, "${OPENAI_API_KEY}");
        ProviderSettings provider = ProviderSettings.of("p", DialectName.OPENAI, URI.create("http://localhost/v1"))
                .withKey(secret);

        assertThat(secret).hasToString("***");
        assertThat(provider.toString()).contains("***").doesNotContain(CANARY);
        assertThat(secret.reveal()).isEqualTo(CANARY);
    }

    @Test
    void isEqualByValueWhateverItWasReadFrom() {
        assertThat(Secret.of(CANARY)).isEqualTo(Secret.of(CANARY, "file:x")).hasSameHashCodeAs(Secret.of(CANARY));
        assertThat(Secret.of(CANARY)).isNotEqualTo(Secret.of("canary-8f3b"));
    }

    @Test
    void showsOnlyTheBeginningOfAKeyDigest() {
        KeyDigest digest = KeyDigest.of("abc");
        CallerSettings caller =
                new CallerSettings("c", List.of(digest), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(digest.written())
                .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(KeyDigest.parse(digest.written().replace("ba78", "BA78"))).isEqualTo(digest);
        assertThat(caller.toString()).contains("sha256:ba7816bf***").doesNotContain("ba7816bf8f");
    }

    @Test
    void doesNotRepeatAKeyThatIsNoDigest() {
        assertThatThrownBy(() -> KeyDigest.parse(CANARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> new KeyDigest(CANARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(CANARY);
    }
}
