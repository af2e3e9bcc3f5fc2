package dev.signalbox.server.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import org.junit.jupiter.api.Test;

class TokenEstimateTest {
    @Test
    void countsAQuarterOfTheBytesOfTheText() throws Unreadable {
        Envelope small = envelope("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}");
        Envelope large = envelope(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(400) + "\"}]}");

        assertThat(TokenEstimate.input(small)).isBetween(8L, 12L);
        assertThat(TokenEstimate.input(large) - TokenEstimate.input(small)).isEqualTo(100);
    }

    @Test
    void countsEveryImageAtAFixedSizeWhateverItsBytes() throws Unreadable {
        String image =
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64," + "A".repeat(4_000) + "\"}}";
        Envelope none = envelope(content("{\"type\":\"text\",\"text\":\"hi\"}"));
        Envelope two = envelope(content("{\"type\":\"text\",\"text\":\"hi\"}," + image + "," + image));

        assertThat(TokenEstimate.input(two) - TokenEstimate.input(none)).isBetween(2_400L, 2_460L);
    }

    @Test
    void roundsOutputUp() {
        assertThat(TokenEstimate.output(0)).isZero();
        assertThat(TokenEstimate.output(1)).isOne();
        assertThat(TokenEstimate.output(4)).isOne();
        assertThat(TokenEstimate.output(401)).isEqualTo(101);
    }

    private static String content(String parts) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + parts + "]}]}";
    }

    private static Envelope envelope(String body) throws Unreadable {
        return OpenAi.caller().open(body.getBytes(UTF_8));
    }
}
