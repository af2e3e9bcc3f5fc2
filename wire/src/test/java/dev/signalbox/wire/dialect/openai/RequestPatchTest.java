package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static dev.signalbox.wire.dialect.openai.Shapes.model;
import static dev.signalbox.wire.dialect.openai.Shapes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Quirks;
import dev.signalbox.wire.dialect.ThinkingScale;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.Media;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Requests that stay in the dialect: every byte that need not be touched stays. */
class RequestPatchTest {
    private static final String MESSAGES =
            "\"messages\" : [ {\"role\":\"system\",\"content\":\"caf\\u00e9\"} , {\"role\":\"user\", \"content\":\"hi\"} ]";

    @Test
    void touchesNothingWhereNothingMustBe() throws Exception {
        String body =
                "{ \"model\":\"m\", " + MESSAGES + ", \"invented\" : {\"b\":1,\"a\":2.50}, \"stream\" : false }\n";
        assertThat(pass(body, "m", Thinking.UNKNOWN)).isEqualTo(body);
    }

    @Test
    void replacesOnlyTheModel() throws Exception {
        String body = "{ " + MESSAGES + ", \"model\" : \"alias\", \"n\":1 }";
        assertThat(pass(body, "gpt-x", Thinking.NONE)).isEqualTo(body.replace("\"alias\"", "\"gpt-x\""));
    }

    @Test
    void asksForUsageInStreamsBehindEverythingElse() throws Exception {
        String body = "{\"model\":\"m\"," + MESSAGES + ",\"stream\":true}";
        assertThat(pass(body, "m", Thinking.UNKNOWN))
                .isEqualTo("{\"model\":\"m\"," + MESSAGES
                        + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    }

    @Test
    void asksForUsageBesideOtherOptionsOfTheStream() throws Exception {
        String body = "{\"model\":\"m\"," + MESSAGES
                + ",\"stream\":true,\"stream_options\":{\"include_obfuscation\":false,\"include_usage\":false,\"x\":1},\"n\":1}";
        assertThat(pass(body, "m", Thinking.UNKNOWN))
                .isEqualTo(body.replace("\"include_usage\":false", "\"include_usage\":true"));
    }

    @Test
    void leavesAStreamThatAsksForUsageItself() throws Exception {
        String body =
                "{\"model\":\"m\"," + MESSAGES + ",\"stream\":true,\"stream_options\":{ \"include_usage\" : true }}";
        assertThat(pass(body, "m", Thinking.UNKNOWN)).isEqualTo(body);
        String whole = "{\"model\":\"m\"," + MESSAGES + ",\"stream\":false}";
        assertThat(pass(whole, "m", Thinking.UNKNOWN)).isEqualTo(whole);
    }

    @Test
    void keepsTheSamePrefixForTheSameConversation() throws Exception {
        String first = "{\"model\":\"alias\"," + MESSAGES.substring(0, MESSAGES.length() - 2);
        String one = pass(first + "],\"stream\":true}", "gpt-x", Thinking.EFFORT);
        String two =
                pass(first + ",{\"role\":\"user\",\"content\":\"more\"}],\"stream\":true}", "gpt-x", Thinking.EFFORT);
        String prefix = first.replace("alias", "gpt-x");
        assertThat(one).startsWith(prefix);
        assertThat(two).startsWith(prefix);
    }

    @Test
    void movesTheCapWhereTheOldNameIsRefused() throws Exception {
        String body = "{\"model\":\"m\",\"max_tokens\":100," + MESSAGES + "}";
        Translation.Ready ready = ready(body, "m", Thinking.EFFORT);
        assertThat(text(ready.body())).isEqualTo("{\"model\":\"m\"," + MESSAGES + ",\"max_completion_tokens\":100}");
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("max_tokens");
        assertThat(pass(body, "m", Thinking.UNKNOWN)).isEqualTo(body);
        String both = "{\"model\":\"m\",\"max_tokens\":100," + MESSAGES + ",\"max_completion_tokens\":90}";
        assertThat(pass(both, "m", Thinking.EFFORT))
                .isEqualTo("{\"model\":\"m\"," + MESSAGES + ",\"max_completion_tokens\":90}");
    }

    @Test
    void takesOurExtensionOutOfMessages() throws Exception {
        String extended =
                "{\"role\":\"assistant\",\"content\":\"a\",\"reasoning_content\":\"t\",\"signalbox\":{\"reasoning\":[]},\"x\":1}";
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"signalbox\"}," + extended + "]}";
        assertThat(pass(body, "m", Thinking.UNKNOWN))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"signalbox\"},"
                        + "{\"role\":\"assistant\",\"content\":\"a\",\"x\":1}]}");
    }

    @Test
    void leavesReadableReasoningToProvidersThatMayWantItBack() throws Exception {
        String body =
                "{\"model\":\"m\",\"messages\":[ {\"role\":\"assistant\",\"content\":\"a\",\"reasoning_content\":\"t\"} ]}";
        assertThat(pass(body, "m", Thinking.UNKNOWN)).isEqualTo(body);
        assertThat(pass(body, "m", Thinking.EFFORT))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":\"a\"}]}");
    }

    @Test
    void leavesMessagesThatOnlySpeakOfTheExtension() throws Exception {
        String body = "{\"model\":\"m\",\"messages\":[ {\"role\":\"user\",\"content\":\"signalbox\"},"
                + " {\"role\":\"user\",\"content\":\"reasoning_content\"} ]}";
        assertThat(pass(body, "m", Thinking.EFFORT)).isEqualTo(body);
    }

    @Test
    void refusesOptionsOfTheStreamThatAreNone() {
        String body = "{\"model\":\"m\"," + MESSAGES + ",\"stream\":true,\"stream_options\":[]}";
        assertThatThrownBy(() -> pass(body, "m", Thinking.UNKNOWN))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("stream_options");
    }

    private static String pass(String body, String id, Thinking thinking) throws Unreadable {
        return text(ready(body, id, thinking).body());
    }

    private static Translation.Ready ready(String body, String id, Thinking thinking) throws Unreadable {
        return OpenAi.provider().pass(OpenAi.caller().open(bytes(body)), model(id, thinking));
    }

    private static final ModelFacts BYTES_ONLY = new ModelFacts(
            "m",
            OptionalLong.empty(),
            100,
            Thinking.UNKNOWN,
            ThinkingScale.standard(),
            List.of(),
            Quirks.none().readingNoAddresses());

    @Test
    void putsFetchedBytesInThePlaceOfAddressesAndTouchesNothingElse() throws Exception {
        String body = "{ \"model\":\"m\", \"messages\":[{\"role\":\"user\",\"content\":["
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a/b.png\",\"detail\":\"low\"}},"
                + "{\"type\":\"image_url\",\"image_url\":\"https://a/c.png\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/gif;base64,BB==\"}}]}],"
                + " \"other\" : 1.50 }";
        Envelope envelope = OpenAi.caller().open(bytes(body));
        assertThat(OpenAi.provider().pass(envelope, BYTES_ONLY, Map.of()))
                .isEqualTo(new Translation.NeedsFetch(List.of("https://a/b.png", "https://a/c.png")));
        Media.Inline png = new Media.Inline("image/png", "AA==");
        Translation written =
                OpenAi.provider().pass(envelope, BYTES_ONLY, Map.of("https://a/b.png", png, "https://a/c.png", png));
        assertThat(text(((Translation.Ready) written).body()))
                .isEqualTo(body.replace("https://a/b.png", "data:image/png;base64,AA==")
                        .replace("https://a/c.png", "data:image/png;base64,AA=="));
    }

    @Test
    void leavesARequestWithoutAddressesAndOneToAProviderThatReadsThem() throws Exception {
        String inline = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":["
                + "{\"type\":\"image_url\" , \"image_url\":{\"url\":\"data:image/gif;base64,BB==\"}}]}]}";
        Translation kept = OpenAi.provider().pass(OpenAi.caller().open(bytes(inline)), BYTES_ONLY, Map.of());
        assertThat(text(((Translation.Ready) kept).body())).isEqualTo(inline);
        String address = inline.replace("data:image/gif;base64,BB==", "https://a/b.png");
        Translation passed = OpenAi.provider()
                .pass(
                        OpenAi.caller().open(bytes(address)),
                        new ModelFacts("m", OptionalLong.empty(), 100, Thinking.UNKNOWN),
                        Map.of());
        assertThat(text(((Translation.Ready) passed).body())).isEqualTo(address);
    }

    @Test
    void refusesWhatIsNoImageInThePlaceOfOne() throws Exception {
        Envelope envelope = OpenAi.caller()
                .open(bytes("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a/b\"}}]}]}"));
        Map<String, Media.Inline> fetched = Map.of("https://a/b", new Media.Inline("application/pdf", "AA=="));
        assertThatThrownBy(() -> OpenAi.provider().pass(envelope, BYTES_ONLY, fetched))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("messages[0].content[0].image_url.url: application/pdf");
    }
}
