package dev.signalbox.wire.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.gemini.Gemini;
import dev.signalbox.wire.dialect.openai.OpenAi;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for the rest of an answer. */
class ContinuedRequestsTest {
    private static final String USER = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    private static ModelFacts model(ModelFacts.Thinking thinking) {
        return new ModelFacts("m", OptionalLong.empty(), 4096, thinking);
    }

    private static String told(ProviderDialect dialect, String body, ModelFacts facts) {
        return switch (dialect.continued(body.getBytes(UTF_8), "So far", 40, facts)) {
            case Continued.Body(byte[] written, List<Adjustment> changes) ->
                new String(written, UTF_8) + changes.size();
            case Continued.Impossible(String why) -> why;
        };
    }

    @Test
    void theBeginningIsTheLastMessageAndTheCapIsLower() {
        assertThat(told(Anthropic.provider(), "{" + USER + ",\"max_tokens\":100}", model(ModelFacts.Thinking.BUDGET)))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"So far\"}],\"max_tokens\":60}1");
        assertThat(told(Anthropic.provider(), "{" + USER + ",\"max_tokens\":30}", model(ModelFacts.Thinking.UNKNOWN)))
                .contains("\"max_tokens\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}",
                "\"thinking\":{\"type\":\"adaptive\"}",
                "\"tool_choice\":{\"type\":\"any\"}",
                "\"tool_choice\":{\"type\":\"tool\",\"name\":\"f\"}",
                "\"output_config\":{\"format\":{\"type\":\"json_schema\"}}",
                "\"output_format\":{\"type\":\"json_schema\"}"
            })
    void claudeIsNotAskedForWhatItRefuses(String field) {
        assertThat(told(Anthropic.provider(), "{" + USER + "," + field + "}", model(ModelFacts.Thinking.BUDGET)))
                .doesNotContain("So far");
    }

    @Test
    void modelsThatRefuseABeginningAreNotAsked() {
        String body = "{" + USER + "}";
        assertThat(told(Anthropic.provider(), body, model(ModelFacts.Thinking.ADAPTIVE)))
                .contains("refuses");
        ModelFacts newer = model(ModelFacts.Thinking.BUDGET).refusing(RefusedFields.of(List.of("prefill")));
        assertThat(told(Anthropic.provider(), body, newer)).contains("refuses");
        assertThat(told(
                        Anthropic.provider(),
                        "{\"messages\":[{\"role\":\"assistant\",\"content\":\"{\"}]}",
                        model(ModelFacts.Thinking.BUDGET)))
                .contains("himself");
        assertThat(told(OpenAi.provider(), body, model(ModelFacts.Thinking.UNKNOWN)))
                .contains("does not go on");
        assertThat(told(Gemini.provider(), body, model(ModelFacts.Thinking.UNKNOWN)))
                .contains("do not go on");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLAIN|{\"role\":\"assistant\",\"content\":\"So far\"}]}",
                "PREFIX|\"content\":\"So far\",\"prefix\":true}]}",
                "PARTIAL|\"content\":\"So far\",\"partial\":true}]}",
                "CONTINUE_FINAL_MESSAGE|}],\"continue_final_message\":true,\"add_generation_prompt\":false}"
            })
    void compatibleVendorsAreAskedInTheirOwnWay(Prefill way, String expected) {
        ModelFacts facts = Peculiar.provider().prefill(way).model("m", ModelFacts.Thinking.UNKNOWN);
        assertThat(told(OpenAi.provider(), "{" + USER + "}", facts)).contains(expected);
        for (String field : List.of(
                "\"response_format\":{\"type\":\"json_object\"}",
                "\"tool_choice\":\"required\"",
                "\"logprobs\":true")) {
            assertThat(told(OpenAi.provider(), "{" + USER + "," + field + "}", facts))
                    .doesNotContain("So far");
        }
    }
}
