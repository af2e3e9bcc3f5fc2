package dev.signalbox.wire.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.gemini.Gemini;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.dialect.responses.Responses;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the one pass over a request finds of what its model must be able to do. */
class NeedsTest {
    private static Needs openAi(String part, String fields) throws Unreadable {
        String body = "{\"model\":\"m\"" + fields + ",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}";
        return OpenAi.caller().open(body.getBytes(UTF_8)).needs();
    }

    private static Needs claude(String part, String fields) throws Unreadable {
        String body = "{\"model\":\"m\",\"max_tokens\":9" + fields + ",\"messages\":[{\"role\":\"user\",\"content\":["
                + part + "]}]}";
        return Anthropic.caller().open(body.getBytes(UTF_8)).needs();
    }

    private static Needs gemini(String part, String config) throws Unreadable {
        String body =
                "{\"generationConfig\":{" + config + "},\"contents\":[{\"role\":\"user\",\"parts\":[" + part + "]}]}";
        return Gemini.caller()
                .open(body.getBytes(UTF_8), new Addressed(Optional.of("m"), false))
                .needs();
    }

    private static Needs responses(String part, String fields) throws Unreadable {
        String body = "{\"model\":\"m\"" + fields + ",\"input\":[{\"role\":\"user\",\"content\":[" + part + "]}]}";
        return Responses.caller().open(body.getBytes(UTF_8)).needs();
    }

    private static String kinds(Needs needs) {
        return (needs.images() ? "i" : "-")
                + (needs.documents() ? "d" : "-")
                + (needs.audio() ? "a" : "-")
                + (needs.video() ? "v" : "-");
    }

    @Test
    void areNoneOfWords() throws Unreadable {
        assertThat(openAi("{\"type\":\"text\",\"text\":\"file\"}", "")).isEqualTo(Needs.NOTHING);
        assertThat(claude("{\"type\":\"text\",\"text\":\"image\"}", "")).isEqualTo(Needs.NOTHING);
        assertThat(gemini("{\"text\":\"audio/wav\"}", "")).isEqualTo(Needs.NOTHING);
        assertThat(responses("{\"type\":\"input_text\",\"text\":\"input_file\"}", ""))
                .isEqualTo(Needs.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"image_url, i---", "file, -d--", "input_audio, --a-", "video_url, ---v", "refusal, ----"})
    void tellTheMediaOfOpenAi(String type, String found) throws Unreadable {
        assertThat(kinds(openAi("{\"type\":\"" + type + "\"}", ""))).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"image, i---", "document, -d--", "thinking, ----"})
    void tellTheMediaOfClaude(String type, String found) throws Unreadable {
        assertThat(kinds(claude("{\"type\":\"" + type + "\"}", ""))).isEqualTo(found);
    }

    @Test
    void tellTheMediaInsideOfToolResults() throws Unreadable {
        Needs needs = claude(
                "{\"type\":\"tool_result\",\"tool_use_id\":\"1\",\"content\":[{\"type\":\"image\",\"source\":{}}]}",
                "");
        assertThat(kinds(needs)).isEqualTo("i---");
    }

    @ParameterizedTest
    @CsvSource({"image/png, i---", "application/pdf, -d--", "audio/mp3, --a-", "video/mp4, ---v", "text/plain, ----"})
    void tellTheMediaOfGemini(String type, String found) throws Unreadable {
        assertThat(kinds(gemini("{\"inlineData\":{\"mimeType\":\"" + type + "\",\"data\":\"AAAA\"}}", "")))
                .isEqualTo(found);
        assertThat(kinds(gemini("{\"file_data\":{\"mime_type\":\"" + type + "\",\"file_uri\":\"gs://x\"}}", "")))
                .isEqualTo(found);
        assertThat(kinds(gemini("{\"functionCall\":{\"name\":\"f\",\"args\":{\"mimeType\":\"" + type + "\"}}}", "")))
                .isEqualTo("----");
    }

    @ParameterizedTest
    @CsvSource({"input_image, i---", "input_file, -d--", "input_audio, --a-", "output_text, ----"})
    void tellTheMediaOfResponses(String type, String found) throws Unreadable {
        assertThat(kinds(responses("{\"type\":\"" + type + "\"}", ""))).isEqualTo(found);
    }

    @Test
    void tellASchemaFromAnyJson() throws Unreadable {
        String text = "{\"type\":\"text\",\"text\":\"x\"}";
        assertThat(openAi(text, ",\"response_format\":{\"type\":\"json_schema\"}")
                        .schema())
                .isTrue();
        assertThat(openAi(text, ",\"response_format\":{\"type\":\"json_object\"}")
                        .schema())
                .isFalse();
        assertThat(claude(text, ",\"output_config\":{\"format\":{\"type\":\"json_schema\"}}")
                        .schema())
                .isTrue();
        assertThat(gemini("{\"text\":\"x\"}", "\"responseSchema\":{}").schema()).isTrue();
        assertThat(gemini("{\"text\":\"x\"}", "\"responseMimeType\":\"application/json\"")
                        .schema())
                .isFalse();
        assertThat(responses(text, ",\"text\":{\"format\":{\"type\":\"json_schema\"}}")
                        .schema())
                .isTrue();
        assertThat(responses(text, ",\"text\":{\"format\":{\"type\":\"json_object\"}}")
                        .schema())
                .isFalse();
    }

    @Test
    void tellOnlyAnExpressWishForParallelTools() throws Unreadable {
        String text = "{\"type\":\"text\",\"text\":\"x\"}";
        assertThat(openAi(text, ",\"parallel_tool_calls\":true").parallelTools())
                .isTrue();
        assertThat(openAi(text, ",\"parallel_tool_calls\":\"yes\"").parallelTools())
                .isFalse();
        assertThat(responses(text, ",\"parallel_tool_calls\":true").parallelTools())
                .isTrue();
        assertThat(responses(text, ",\"parallel_tool_calls\":false").parallelTools())
                .isFalse();
    }
}
