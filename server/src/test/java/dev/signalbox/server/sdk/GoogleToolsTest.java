package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionCallingConfig;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import com.google.genai.types.ToolConfig;
import com.google.genai.types.Type;
import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's client: tools, and the thoughts of other providers that come back with their calls. */
class GoogleToolsTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static final Schema CITY = Schema.builder()
            .type(Type.Known.OBJECT)
            .properties(Map.of(
                    "city",
                    Schema.builder()
                            .type(Type.Known.STRING)
                            .description("the name of a city")
                            .build()))
            .required("city")
            .build();

    private static FunctionDeclaration function(String name) {
        return FunctionDeclaration.builder()
                .name(name)
                .description("Knows about cities.")
                .parameters(CITY)
                .build();
    }

    private static GenerateContentConfig.Builder config() {
        return GenerateContentConfig.builder()
                .maxOutputTokens(4000)
                .tools(Tool.builder()
                        .functionDeclarations(function("get_weather"), function("get_time"))
                        .build());
    }

    private static GenerateContentConfig thinking(boolean shown) {
        return config().thinkingConfig(ThinkingConfig.builder()
                        .thinkingBudget(1024)
                        .includeThoughts(shown)
                        .build())
                .build();
    }

    private static Generated ask(String model, List<Content> talk, GenerateContentConfig config, boolean streamed) {
        return Generated.ask(clients.google(), model, talk, config, streamed);
    }

    /** The answer of a tool, with the call's id or, as older programs do, only its name. */
    private static Part result(FunctionCall call, String text, boolean named) {
        FunctionResponse.Builder response =
                FunctionResponse.builder().name(call.name().orElseThrow()).response(Map.of("output", text));
        if (!named) {
            call.id().ifPresent(response::id);
        }
        return Part.builder().functionResponse(response.build()).build();
    }

    private static Content results(Part... parts) {
        return Content.builder().role("user").parts(parts).build();
    }

    @ToEveryProvider
    void asksAndIsAnswered(String model, boolean streamed) {
        List<Content> talk = new ArrayList<>(List.of(Generated.user("use get_weather and get_time for Delft")));
        Generated asks = ask(model, talk, config().build(), streamed);
        assertThat(asks.finish()).isEqualTo("STOP");
        assertThat(asks.calls())
                .extracting(call -> call.name().orElseThrow())
                .containsExactly("get_weather", "get_time");
        assertThat(asks.calls())
                .allSatisfy(call -> assertThat(call.args().orElseThrow()).containsKey("city"));
        assertThat(clients.received().bodyText()).contains("the name of a city");
        assertThat(clients.received().bodyText().contains("OBJECT")).isEqualTo(model.equals("gemini"));
        talk.add(asks.content());
        talk.add(results(
                result(asks.calls().get(0), "rain", false), result(asks.calls().get(1), "noon", false)));
        Generated told = ask(model, talk, config().build(), streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain; noon");
    }

    /** Google's newer models refuse calls that come back without their signatures, so this is for the models of others. */
    @ParameterizedTest(name = "{0}, streamed: {1}")
    @CsvSource({"gpt,false", "gpt,true", "claude,false", "claude,true", "gemini-old,false", "gemini-old,true"})
    void callsWithoutIdsAreFoundByTheirNames(String model, boolean streamed) {
        List<Content> talk = new ArrayList<>(List.of(Generated.user("use get_weather and get_time for Delft")));
        Generated asks = ask(model, talk, config().build(), streamed);
        List<Part> nameless = asks.calls().stream()
                .map(call -> Part.fromFunctionCall(
                        call.name().orElseThrow(), call.args().orElseThrow()))
                .toList();
        talk.add(Content.builder().role("model").parts(nameless).build());
        talk.add(results(
                result(asks.calls().get(1), "noon", true), result(asks.calls().get(0), "rain", true)));
        assertThat(ask(model, talk, config().build(), streamed).text()).startsWith("The tool says: ");
    }

    @ToEveryProvider
    void forcesATool(String model, boolean streamed) {
        GenerateContentConfig forced =
                config().toolConfig(calling("ANY", List.of("get_time"))).build();
        Generated asks = ask(model, List.of(Generated.user("say something")), forced, streamed);
        assertThat(asks.calls()).extracting(call -> call.name().orElseThrow()).containsExactly("get_time");
        GenerateContentConfig none =
                config().toolConfig(calling("NONE", List.of())).build();
        Generated silent = ask(model, List.of(Generated.user("use get_weather")), none, streamed);
        assertThat(silent.calls()).isEmpty();
        assertThat(silent.text()).isNotEmpty();
    }

    private static ToolConfig calling(String mode, List<String> names) {
        FunctionCallingConfig.Builder config = FunctionCallingConfig.builder().mode(mode);
        if (!names.isEmpty()) {
            config.allowedFunctionNames(names);
        }
        return ToolConfig.builder().functionCallingConfig(config.build()).build();
    }

    /** The signatures in the body that Anthropic got last, in their order. */
    private static List<String> signatures() {
        return clients.receivedBody().items("messages").stream()
                .flatMap(turn -> ((Json.Obj) turn).items("content").stream())
                .flatMap(block -> block instanceof Json.Obj object ? object.text("signature").stream() : null)
                .toList();
    }

    /**
     * Three turns with tools. The simulator refuses thinking that comes back changed, or a loop of tools without it: that it
     * goes on is the proof that the signatures came back as they were.
     */
    @ParameterizedTest(name = "streamed: {0}, shown: {1}, in pieces: {2}")
    @CsvSource({
        "false,false,false",
        "false,true,false",
        "true,false,false",
        "true,true,false",
        "true,false,true",
        "true,true,true"
    })
    void theThoughtsOfAnthropicComeBackOverALoopOfTools(boolean streamed, boolean shown, boolean pieces) {
        List<Content> talk = new ArrayList<>();
        for (int turn = 0; turn < 3; turn++) {
            talk.add(Generated.user("now use get_weather for Delft, time " + turn));
            Generated asks = ask("claude", talk, thinking(shown), streamed);
            assertThat(asks.calls()).hasSize(1);
            assertThat(asks.thoughts().isEmpty()).isEqualTo(!shown);
            assertThat(asks.signatures()).hasSize(1);
            keep(asks, talk, pieces);
            talk.add(results(result(asks.calls().getFirst(), "rain " + turn, false)));
            Generated told = ask("claude", talk, thinking(shown), streamed);
            assertThat(told.text()).isEqualTo("The tool says: rain " + turn);
            assertThat(clients.receivedBody().find("thinking")).isPresent();
            assertThat(signatures()).hasSize(2 * turn + 1);
            keep(told, talk, pieces);
        }
        assertThat(clients.received().bodyText()).doesNotContain("c2lnbmFsYm94");
    }

    private static void keep(Generated answer, List<Content> talk, boolean pieces) {
        if (pieces) {
            talk.addAll(answer.contents());
        } else {
            talk.add(answer.content());
        }
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void thoughtsThatNobodyMayReadComeBackToo(boolean streamed) {
        List<Content> talk = new ArrayList<>(List.of(Generated.user("redact thinking and use get_weather for Delft")));
        Generated asks = ask("claude", talk, thinking(true), streamed);
        assertThat(asks.thoughts()).isEmpty();
        talk.add(asks.content());
        talk.add(results(result(asks.calls().getFirst(), "rain", false)));
        assertThat(ask("claude", talk, thinking(true), streamed).text()).isEqualTo("The tool says: rain");
        assertThat(clients.received().bodyText()).contains("redacted_thinking");
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void aConversationMayMoveBetweenProvidersInEveryTurn(boolean streamed) {
        List<Content> talk = new ArrayList<>();
        for (String model : new String[] {"claude", "gemini", "gpt", "gemini", "claude"}) {
            talk.add(Generated.user("now use get_weather for Delft"));
            Generated asks = ask(model, talk, thinking(true), streamed);
            assertThat(asks.calls()).as(model).hasSize(1);
            talk.add(asks.content());
            talk.add(results(result(asks.calls().getFirst(), "rain", false)));
            Generated told = ask(model, talk, thinking(true), streamed);
            assertThat(told.text()).as(model).isEqualTo("The tool says: rain");
            talk.add(told.content());
        }
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void theThoughtsOfAnOpenAiProviderComeBackToIt(boolean streamed) {
        List<Content> talk = new ArrayList<>(List.of(Generated.user("use get_weather for Delft")));
        Generated asks = ask("sim-reasoner", talk, thinking(true), streamed);
        assertThat(asks.thoughts()).isNotEmpty();
        talk.add(asks.content());
        talk.add(results(result(asks.calls().getFirst(), "rain", false)));
        Generated told = ask("sim-reasoner", talk, thinking(true), streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain");
        assertThat(clients.receivedBody().toString()).contains(asks.thoughts().substring(0, 12));
        Generated elsewhere = ask("claude", talk, thinking(true), streamed);
        assertThat(elsewhere.text()).isEqualTo("The tool says: rain");
    }
}
