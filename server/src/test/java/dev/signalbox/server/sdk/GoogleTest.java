package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Chat;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.ListModelsConfig;
import com.google.genai.types.Model;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.Type;
import dev.signalbox.server.boot.TestGateway;
import dev.signalbox.wire.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Google's client: words, pictures, forms, stops, usage and the list of models. */
class GoogleTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static final String LONG = "Naïve shortcuts cost more – ask the shunter 🚂, “twice”.\nSecond line.";
    private static final GenerateContentConfig PLAIN =
            GenerateContentConfig.builder().maxOutputTokens(500).build();

    private static Generated ask(String model, String prompt, GenerateContentConfig config, boolean streamed) {
        return Generated.ask(clients.google(), model, List.of(Generated.user(prompt)), config, streamed);
    }

    @ToEveryProvider
    void getsTheWords(String model, boolean streamed) {
        GenerateContentConfig config = GenerateContentConfig.builder()
                .systemInstruction(Content.fromParts(Part.fromText("You work in a signal box.")))
                .temperature(0.5f)
                .topK(40f)
                .maxOutputTokens(500)
                .build();
        Generated answer = ask(model, "echo: " + LONG, config, streamed);
        assertThat(answer.text()).isEqualTo(LONG);
        assertThat(answer.finish()).isEqualTo("STOP");
        assertThat(answer.model()).contains(OfficialClients.upstreamId(model));
        assertThat(answer.responses().getFirst().responseId().orElseThrow()).isNotEmpty();
        assertThat(answer.header("x-signalbox-model")).isEqualTo(model);
        assertThat(answer.responses()).hasSize(streamed ? answer.responses().size() : 1);
        assertThat(clients.received().bodyText()).contains("You work in a signal box.", "0.5");
        assertThat(clients.receivedBody().find("generationConfig").isPresent()).isEqualTo(model.equals("gemini"));
    }

    @ToEveryProvider
    void goesOnWithItsConversation(String model, boolean streamed) {
        Chat chat = clients.google().chats.create(model, PLAIN);
        for (String word : new String[] {"first", "second", "third"}) {
            if (streamed) {
                StringBuilder text = new StringBuilder();
                chat.sendMessageStream("echo: " + word + " of many words").forEach(piece -> text.append(piece.text()));
                assertThat(text.toString()).isEqualTo(word + " of many words");
            } else {
                assertThat(chat.sendMessage("echo: " + word).text()).isEqualTo(word);
            }
        }
        boolean pieces = streamed && model.equals("gemini"); // the client keeps each, and nothing joins them for Google
        assertThat(clients.receivedTurns()).hasSizeBetween(5, pieces ? 30 : 5);
        assertThat(clients.received().bodyText()).contains("first", "second");
    }

    @ToEveryProvider
    void showsPictures(String model, boolean streamed) {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3, (byte) 0xff, (byte) 0xfe};
        Content asked = Content.builder()
                .role("user")
                .parts(
                        Part.fromBytes(picture, "image/png"),
                        Part.fromBytes(picture, "image/jpeg"),
                        Part.fromText("What is this?"))
                .build();
        Generated answer = Generated.ask(clients.google(), model, List.of(asked), PLAIN, streamed);
        assertThat(answer.text()).startsWith("I see 2 images (image/png, image/jpeg). ");
    }

    @ToEveryProvider
    void getsTheFormOfGooglesSchema(String model, boolean streamed) {
        Schema train = Schema.builder()
                .type(Type.Known.OBJECT)
                .properties(Map.of(
                        "number",
                        Schema.builder()
                                .type(Type.Known.STRING)
                                .description("The number of the train")
                                .nullable(true)
                                .build(),
                        "wagons",
                        Schema.builder()
                                .type(Type.Known.INTEGER)
                                .format("int32")
                                .build()))
                .required("number", "wagons")
                .propertyOrdering("wagons", "number")
                .build();
        GenerateContentConfig config = GenerateContentConfig.builder()
                .responseMimeType("application/json")
                .responseSchema(train)
                .build();
        Json.Obj answer = OfficialClients.read(
                ask(model, "Tell of a train.", config, streamed).text());
        assertThat(answer.fields()).containsOnlyKeys("number", "wagons");
        if (model.equals("gemini")) {
            assertThat(clients.received().bodyText()).contains("propertyOrdering", "STRING", "nullable");
        } else {
            assertThat(clients.received().bodyText())
                    .contains("The number of the train", "[\"string\",\"null\"]", "\"additionalProperties\":false")
                    .doesNotContain("propertyOrdering", "STRING", "nullable");
        }
    }

    @ToEveryProvider
    void getsTheFormOfAJsonSchema(String model, boolean streamed) {
        GenerateContentConfig config = GenerateContentConfig.builder()
                .responseMimeType("application/json")
                .responseJsonSchema(Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("late", Map.of("type", "boolean")),
                        "required",
                        List.of("late"),
                        "additionalProperties",
                        false))
                .build();
        Json.Obj answer = OfficialClients.read(
                ask(model, "Tell of a train.", config, streamed).text());
        assertThat(answer.fields()).containsOnlyKeys("late");
    }

    @ToEveryProvider
    void isToldWhyAnAnswerEnds(String model, boolean streamed) {
        GenerateContentConfig two =
                GenerateContentConfig.builder().maxOutputTokens(2).build();
        Generated cut = ask(model, "echo: one two three four five", two, streamed);
        assertThat(cut.finish()).isEqualTo("MAX_TOKENS");
        assertThat(cut.text()).isEqualTo(StopTest.twoWords(model));
        GenerateContentConfig three =
                GenerateContentConfig.builder().stopSequences("three").build();
        assertThat(ask(model, "echo: one two three four", three, streamed).text())
                .isEqualTo("one two ");
        Generated refused = ask(model, "please refuse", PLAIN, streamed);
        assertThat(refused.finish()).isIn("SAFETY", "PROHIBITED_CONTENT");
        if (model.equals("gpt")) {
            assertThat(refused.text()).isEqualTo("I will not do that.");
        }
        assertThat(ask(model, "please filter", PLAIN, streamed).finish()).isIn("SAFETY", "PROHIBITED_CONTENT");
    }

    @ToEveryProvider
    void isToldWhatItUsed(String model, boolean streamed) {
        Generated answer = ask(model, "words: 40", PLAIN, streamed);
        int input = answer.usage().promptTokenCount().orElseThrow();
        int output = answer.usage().candidatesTokenCount().orElseThrow()
                + answer.usage().thoughtsTokenCount().orElse(0);
        assertThat(input).isPositive();
        assertThat(output).isGreaterThan(20);
        assertThat(answer.usage().totalTokenCount()).contains(input + output);
        Json.Obj entry = clients.entry(answer.header("x-signalbox-request-id"));
        assertThat(entry.text("usage_source")).contains("reported");
        assertThat(entry.object("usage").orElseThrow().whole("output")).hasValue(output);
        assertThat(entry.text("dialect")).contains("gemini");
    }

    @Test
    void listsWhatItMayUse() {
        assertThat(StreamSupport.stream(
                                clients.google()
                                        .models
                                        .list(ListModelsConfig.builder().build())
                                        .spliterator(),
                                false)
                        .flatMap(model -> model.name().stream()))
                .contains("models/gpt", "models/claude", "models/azure/gpt-4o");
        Model one = clients.google().models.get("azure/gpt-4o", null);
        assertThat(one.name()).contains("models/azure/gpt-4o");
        assertThat(one.displayName()).contains("azure/gpt-4o");
        assertThat(StreamSupport.stream(
                        clients.google(TestGateway.OTHER_KEY, 0)
                                .models
                                .list(ListModelsConfig.builder().build())
                                .spliterator(),
                        false))
                .hasSize(1);
    }

    @Test
    void aNameMayHoldSlashesAndItsCollection() {
        for (String name : new String[] {"azure/gpt-4o", "models/azure/gpt-4o", "models/claude"}) {
            assertThat(ask(name, "echo: hello", PLAIN, false).text()).isEqualTo("hello");
        }
    }

    @Test
    void settingsThatOthersDoNotKnowAreTold() {
        GenerateContentConfig config = GenerateContentConfig.builder()
                .safetySettings(com.google.genai.types.SafetySetting.builder()
                        .category("HARM_CATEGORY_HARASSMENT")
                        .threshold("BLOCK_NONE")
                        .build())
                .build();
        Generated answer = ask("claude", "echo: hello", config, false);
        assertThat(answer.header("x-signalbox-losses")).contains("safetySettings");
    }
}
