package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void tellsWhatIsAbsent() throws Exception {
        Envelope envelope = open("");
        assertThat(envelope.model()).isEqualTo("m");
        assertThat(envelope.stream()).isFalse();
        assertThat(envelope.usageWanted()).isFalse();
        assertThat(envelope.maxOutput()).isEmpty();
        assertThat(envelope.answers()).isEqualTo(1);
        assertThat(envelope.tools()).isFalse();
        assertThat(envelope.structured()).isFalse();
        assertThat(envelope.reasoning()).isFalse();
        assertThat(envelope.images()).isZero();
    }

    @Test
    void takesNullForAbsent() throws Exception {
        Envelope envelope =
                open(",\"stream\":null,\"stream_options\":null,\"max_tokens\":null,\"n\":null,\"tools\":null,"
                        + "\"response_format\":null,\"reasoning_effort\":null");
        assertThat(envelope.stream()).isFalse();
        assertThat(envelope.maxOutput()).isEmpty();
        assertThat(envelope.tools()).isFalse();
    }

    @Test
    void tellsWhatIsSetBesideUnknownNeighbours() throws Exception {
        Envelope envelope =
                open(",\"stream\":true,\"x\":[1],\"stream_options\":{\"include_usage\":true,\"y\":1},\"max_tokens\":5,"
                        + "\"max_completion_tokens\":7,\"n\":3,\"tools\":[{\"type\":\"function\"}],"
                        + "\"response_format\":{\"type\":\"json_object\"},\"reasoning_effort\":\"low\"");
        assertThat(envelope.stream()).isTrue();
        assertThat(envelope.usageWanted()).isTrue();
        assertThat(envelope.maxOutput()).hasValue(7);
        assertThat(envelope.answers()).isEqualTo(3);
        assertThat(envelope.tools()).isTrue();
        assertThat(envelope.structured()).isTrue();
        assertThat(envelope.reasoning()).isTrue();
        assertThat(envelope.fields().has("x")).isTrue();
    }

    @Test
    void doesNotTakeWhatIsSwitchedOffForAWish() throws Exception {
        Envelope envelope = open(
                ",\"tools\":[ ],\"response_format\":{\"type\":\"text\"},\"reasoning_effort\":\"none\",\"stream_options\":{}");
        assertThat(envelope.tools()).isFalse();
        assertThat(envelope.structured()).isFalse();
        assertThat(envelope.reasoning()).isFalse();
        assertThat(envelope.usageWanted()).isFalse();
    }

    @Test
    void measuresWordsButNotPicturesAndCountsThose() throws Exception {
        String data = "A".repeat(1000);
        String parts = "{\"type\":\"text\",\"text\":\"data: is a word here\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64," + data + "\"}},"
                + "{\"type\":\"file\",\"file\":{\"file_data\":\"" + data + "\"}},"
                + "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"" + data + "\",\"format\":\"wav\"}}";
        Envelope envelope = OpenAi.caller()
                .open(bytes("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + parts + "]}]}"));
        assertThat(envelope.images()).isEqualTo(3);
        assertThat(envelope.textBytes()).isBetween(40L, 100L);
        assertThat(open("").textBytes()).isEqualTo("m".length() + "user".length() + "hi".length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model | {\"messages\":[1]}",
                "model | {\"model\":\"\",\"messages\":[1]}",
                "model | {\"model\":7,\"messages\":[1]}",
                "model | {\"model\":null,\"messages\":[1]}",
                "messages | {\"model\":\"m\"}",
                "messages | {\"model\":\"m\",\"messages\":[]}",
                "messages | {\"model\":\"m\",\"messages\":{\"a\":1}}",
                "stream | {\"model\":\"m\",\"messages\":[1],\"stream\":\"yes\"}",
                "stream_options | {\"model\":\"m\",\"messages\":[1],\"stream_options\":true}",
                "stream_options.include_usage | {\"model\":\"m\",\"messages\":[1],\"stream_options\":{\"include_usage\":1}}",
                "max_tokens | {\"model\":\"m\",\"messages\":[1],\"max_tokens\":\"5\"}",
                "max_tokens | {\"model\":\"m\",\"messages\":[1],\"max_tokens\":0}",
                "max_completion_tokens | {\"model\":\"m\",\"messages\":[1],\"max_completion_tokens\":1.5}",
                "n | {\"model\":\"m\",\"messages\":[1],\"n\":-1}",
                "reasoning_effort | {\"model\":\"m\",\"messages\":[1],\"reasoning_effort\":{}}"
            })
    void namesTheFieldAtFault(String field, String body) {
        assertThatThrownBy(() -> OpenAi.caller().open(bytes(body)))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.field()).isEqualTo(Optional.of(field)))
                .hasMessageContaining("expected:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"model\":\"m\",\"model\":\"n\",\"messages\":[1]}"})
    void refusesWhatIsNoObject(String body) {
        assertThatThrownBy(() -> OpenAi.caller().open(bytes(body))).isInstanceOf(Unreadable.class);
    }

    private static Envelope open(String more) throws Unreadable {
        return OpenAi.caller().open(bytes("{\"model\":\"m\"," + MESSAGES + more + "}"));
    }

    @Test
    void theModelOfThePathGoesBeforeThatOfTheBody() throws Unreadable {
        for (String body : List.of("{" + MESSAGES + "}", "{\"model\":\"other\"," + MESSAGES + "}")) {
            Envelope envelope = OpenAi.caller().open(bytes(body), Addressed.model("deployed"));

            assertThat(envelope.model()).isEqualTo("deployed");
            assertThat(OpenAi.caller().read(envelope).model()).isEqualTo("deployed");
        }
    }
}
