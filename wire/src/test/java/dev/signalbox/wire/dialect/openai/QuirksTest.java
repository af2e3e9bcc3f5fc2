package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static dev.signalbox.wire.dialect.openai.Shapes.json;
import static dev.signalbox.wire.dialect.openai.Shapes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Peculiar;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests to providers that differ from OpenAI: passed on in the dialect, and written from the canonical model. */
class QuirksTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void givesTheCapItsOneName() throws Exception {
        ModelFacts facts = Peculiar.provider().cap("max_tokens").model("m", Thinking.EFFORT);
        String body = "{\"model\":\"m\"," + HI + ",\"max_completion_tokens\":7}";

        assertThat(passed(body, facts)).isEqualTo("{\"model\":\"m\"," + HI + ",\"max_tokens\":7}");
        assertThat(pass(body, facts).adjustments())
                .extracting(Adjustment::from, Adjustment::to)
                .containsExactly(tuple("max_completion_tokens", "max_tokens"));
        assertThat(written(body, facts).whole("max_tokens")).hasValue(7);
        assertThat(written(body, facts).find("max_completion_tokens")).isEmpty();
    }

    @Test
    void saysSoWhenTwoNamesOfOneFieldAreThere() throws Exception {
        ModelFacts facts = Peculiar.provider()
                .cap("max_tokens")
                .renames("seed", "random_seed")
                .model("m", Thinking.UNKNOWN);
        String body = "{\"model\":\"m\"," + HI
                + ",\"max_tokens\":7,\"max_completion_tokens\":9,\"seed\":1,\"random_seed\":2}";

        assertThat(passed(body, facts)).isEqualTo("{\"model\":\"m\"," + HI + ",\"max_tokens\":7,\"random_seed\":2}");
        assertThat(pass(body, facts).adjustments())
                .extracting(Adjustment::field, Adjustment::from, Adjustment::to)
                .containsExactlyInAnyOrder(tuple("max_completion_tokens", "9", "absent"), tuple("seed", "1", "absent"));
    }

    @Test
    void dropsWhatIsRefusedAndSaysSo() throws Exception {
        ModelFacts facts =
                Peculiar.provider().refuses("logit_bias", "store", "n").model("m", Thinking.UNKNOWN);
        String body = "{\"model\":\"m\",\"logit_bias\":{\"1\":2}," + HI + ",\"store\":false,\"n\":2}";

        assertThat(passed(body, facts)).isEqualTo("{\"model\":\"m\"," + HI + "}");
        assertThat(pass(body, facts).losses())
                .as("a default loses nothing")
                .containsExactlyInAnyOrder(
                        Loss.hint("logit_bias", "the provider refuses it"),
                        Loss.meaning("n", "the provider refuses it"));
        assertThat(written(body, facts).fields()).containsOnlyKeys("model", "messages");
    }

    @Test
    void renamesFields() throws Exception {
        ModelFacts facts = Peculiar.provider().renames("seed", "random_seed").model("m", Thinking.UNKNOWN);
        String body = "{\"model\":\"m\",\"seed\":3," + HI + "}";

        assertThat(passed(body, facts)).isEqualTo("{\"model\":\"m\"," + HI + ",\"random_seed\":3}");
        assertThat(written(body, facts).whole("random_seed")).hasValue(3);
    }

    @Test
    void lowersATemperatureThatIsTooHigh() throws Exception {
        ModelFacts facts = Peculiar.provider().mostTemperature("1.5").model("m", Thinking.UNKNOWN);

        assertThat(passed("{\"model\":\"m\",\"temperature\":2," + HI + "}", facts))
                .contains("\"temperature\":1.5");
        String fits = "{\"model\":\"m\",\"temperature\":1.50," + HI + "}";
        assertThat(passed(fits, facts)).isEqualTo(fits);
    }

    @Test
    void leavesOptionsOfTheStreamAwayWhereTheyAreNotKnown() throws Exception {
        ModelFacts facts = Peculiar.provider().noStreamOptions().model("m", Thinking.UNKNOWN);
        String plain = "{\"model\":\"m\"," + HI + ",\"stream\":true}";
        String asking = "{\"model\":\"m\"," + HI + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";

        assertThat(passed(plain, facts)).isEqualTo(plain);
        assertThat(passed(asking, facts)).isEqualTo(plain);
        assertThat(written(asking, facts).find("stream_options")).isEmpty();
        assertThat(written(asking, facts).bool("stream")).hasValue(true);
    }

    @Test
    void tellsASchemaInWordsWhereOnlyJsonCanBeDemanded() throws Exception {
        ModelFacts facts = Peculiar.provider().noJsonSchema().model("m", Thinking.UNKNOWN);
        String body = "{\"model\":\"m\"," + HI + ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                + "{\"name\":\"a\",\"schema\":{\"type\":\"object\"}}}}";

        for (Json.Obj sent : new Json.Obj[] {json(passed(body, facts)), written(body, facts)}) {
            assertThat(sent.object("response_format").orElseThrow().fields())
                    .containsOnlyKeys("type")
                    .containsValue(Json.text("json_object"));
            assertThat(((Json.Obj) sent.items("messages").getLast()).text("content"))
                    .hasValueSatisfying(
                            words -> assertThat(words).contains("JSON").endsWith("{\"type\":\"object\"}"));
        }
        String free = "{\"model\":\"m\"," + HI + ",\"response_format\":{\"type\":\"json_object\"}}";
        assertThat(passed(free, facts)).isEqualTo(free);
    }

    @Test
    void loosensToolsAndTheChoiceAmongThem() throws Exception {
        String tool = "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":true}}";
        String body = "{\"model\":\"m\"," + HI + ",\"tools\":[" + tool + "],\"tool_choice\":\"%s\"}";
        ModelFacts loose = Peculiar.provider().noStrictTools().model("m", Thinking.UNKNOWN);
        ModelFacts auto = Peculiar.provider().toolChoices("auto").model("m", Thinking.UNKNOWN);

        assertThat(passed(body.formatted("auto"), loose))
                .doesNotContain("strict")
                .contains("\"name\":\"f\"");
        assertThat(written(body.formatted("auto"), loose).toString()).doesNotContain("strict");
        assertThat(passed(body.formatted("auto"), auto)).isEqualTo(body.formatted("auto"));
        assertThat(passed(body.formatted("required"), auto))
                .doesNotContain("tool_choice")
                .contains("\"tools\"");
        assertThat(pass(body.formatted("required"), auto).losses())
                .extracting(Loss::field)
                .containsExactly("tool_choice");
        assertThat(passed(body.formatted("none"), auto)).doesNotContain("tool");
    }

    @Test
    void fitsMessages() throws Exception {
        ModelFacts facts = Peculiar.provider()
                .noDeveloperRole()
                .refusesInMessages("name")
                .reasoningField("reasoning")
                .model("m", Thinking.EFFORT);
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"developer\",\"content\":\"a\"},"
                + "{\"role\":\"user\",\"content\":\"b\",\"name\":\"me\"},"
                + "{\"role\":\"assistant\",\"content\":\"c\",\"reasoning_content\":\"t\"}]}";

        assertThat(passed(body, facts))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"a\"},"
                        + "{\"role\":\"user\",\"content\":\"b\"},"
                        + "{\"role\":\"assistant\",\"content\":\"c\",\"reasoning\":\"t\"}]}");
        assertThat(written(body, facts)).isEqualTo(json(passed(body, facts)));
        assertThat(pass(body, facts).losses()).extracting(Loss::field).containsExactly("messages.name");
        assertThat(pass(body, facts).adjustments())
                .extracting(Adjustment::field)
                .containsExactly("messages.role", "messages.reasoning_content");
    }

    @Test
    void keepsCallsAndTheirResultsTogetherUnderOtherIds() throws Exception {
        ModelFacts facts = Peculiar.provider().toolIds("[a-zA-Z0-9]{9}").model("m", Thinking.UNKNOWN);
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"21\"}]}";

        Json.Obj passed = json(passed(body, facts));
        Json.Obj call = (Json.Obj)
                ((Json.Obj) passed.items("messages").get(1)).items("tool_calls").getFirst();
        String id = call.text("id").orElseThrow();
        assertThat(id).matches("[a-zA-Z0-9]{9}");
        assertThat(((Json.Obj) passed.items("messages").get(2)).text("tool_call_id"))
                .hasValue(id);
        assertThat(written(body, facts)).isEqualTo(passed);
        assertThat(passed(body.replace("call_1", "abcdefgh1"), facts)).isEqualTo(body.replace("call_1", "abcdefgh1"));
    }

    @Test
    void asksForImagesThatTheProviderDoesNotFetch() throws Exception {
        ModelFacts facts = Peculiar.provider().noImageAddresses().model("m", Thinking.UNKNOWN);
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"https://example.com/a.png\"}}]}]}";

        assertThat(OpenAi.provider().pass(OpenAi.caller().open(bytes(body)), facts, Map.of()))
                .isInstanceOf(Translation.NeedsFetch.class);
        assertThat(OpenAi.provider().write(OpenAi.caller().read(bytes(body)), facts))
                .isInstanceOfSatisfying(
                        Translation.NeedsFetch.class,
                        needs -> assertThat(needs.uris()).containsExactly("https://example.com/a.png"));
        String inline = body.replace("https://example.com/a.png", "data:image/png;base64,AAAA");
        assertThat(passed(inline, facts)).isEqualTo(inline);
    }

    @Test
    void dropsWhatShapesTheDrawingForModelsThatThinkByEffort() throws Exception {
        ModelFacts facts = Shapes.model("m", Thinking.EFFORT);
        String body = "{\"model\":\"m\",\"temperature\":0.7,\"top_p\":1," + HI
                + ",\"presence_penalty\":0,\"frequency_penalty\":0,\"stop\":\"x\",\"logit_bias\":{},\"logprobs\":true,"
                + "\"top_logprobs\":2,\"seed\":1}";

        Translation.Ready ready = pass(body, facts);
        assertThat(text(ready.body())).isEqualTo("{\"model\":\"m\"," + HI + ",\"seed\":1}");
        assertThat(ready.adjustments())
                .extracting(Adjustment::field)
                .containsExactly(
                        "temperature",
                        "top_p",
                        "presence_penalty",
                        "frequency_penalty",
                        "logit_bias",
                        "logprobs",
                        "top_logprobs");
        assertThat(ready.losses()).extracting(Loss::field).containsExactly("stop");
        assertThat(passed(body, Shapes.model("m", Thinking.NONE))).isEqualTo(body);
    }

    private static Translation.Ready pass(String body, ModelFacts facts) throws Unreadable {
        return OpenAi.provider().pass(OpenAi.caller().open(bytes(body)), facts);
    }

    private static String passed(String body, ModelFacts facts) throws Unreadable {
        return text(pass(body, facts).body());
    }

    private static Json.Obj written(String body, ModelFacts facts) throws Unreadable {
        Translation.Ready ready =
                (Translation.Ready) OpenAi.provider().write(OpenAi.caller().read(bytes(body)), facts);
        return json(ready.body());
    }

    @Test
    void takesNullForNothing() throws Exception {
        String nulls = "{\"model\":\"m\"," + HI + ",\"stop\":null,\"temperature\":null,\"logprobs\":null}";
        ModelFacts effort = Shapes.model("m", Thinking.EFFORT);
        assertThat(passed(nulls, effort)).isEqualTo(nulls);
        assertThat(pass(nulls, effort).losses()).isEmpty();
        assertThat(pass(nulls, effort).adjustments()).isEmpty();
        assertThat(pass("{\"model\":\"m\"," + HI + ",\"stop\":[]}", effort).losses())
                .isEmpty();

        String caps = "{\"model\":\"m\"," + HI + ",\"max_tokens\":7,\"max_completion_tokens\":null}";
        assertThat(json(passed(caps, effort)).whole("max_completion_tokens")).hasValue(7);
        ModelFacts renaming = Peculiar.provider().renames("seed", "random_seed").model("m", Thinking.UNKNOWN);
        assertThat(pass("{\"model\":\"m\"," + HI + ",\"seed\":null}", renaming).adjustments())
                .isEmpty();
    }
}
