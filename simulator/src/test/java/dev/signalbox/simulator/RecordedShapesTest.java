package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.simulator.Recordings.Recording;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the simulator sends has only fields that real providers send in such a reply, and all that they always send. */
class RecordedShapesTest {
    private static final String TOOLS = """
            {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""";
    private static final String OPENAI = """
            {"model":"%s","messages":[{"role":"user","content":"%s"}],"stream":%s%s,
             "tools":[{"type":"function","function":{"name":"weather","parameters":%s}},
                      {"type":"function","function":{"name":"clock","parameters":%s}}]}""";

    private static final Simulator SIMULATOR = Simulator.start();
    private static final Client CLIENT = new Client(SIMULATOR);
    private static final Map<String, List<Recording>> READ = new HashMap<>();
    private static Optional<Path> folder = Optional.empty();

    @BeforeAll
    static void find() {
        folder = Recordings.folder();
        assumeTrue(
                folder.isPresent(), "there are no recordings in ../shared/wire (SIGNALBOX_SHARED names another place)");
    }

    @AfterAll
    static void close() {
        CLIENT.close();
        SIMULATOR.close();
    }

    private static List<Recording> recorded(String provider, String dialect) {
        return READ.computeIfAbsent(provider, _ -> Recordings.read(folder.orElseThrow(), provider, dialect));
    }

    @ParameterizedTest
    @CsvSource({
        "m, hello, false, whole stop, ''",
        "m, weather, false, whole tool_calls, ''",
        "m, weather and clock, false, whole tool_calls, ''",
        "m, hello, false, whole length, ',\"max_completion_tokens\":2'",
        "m, hello, true, stream stop, ''",
        "m, hello, true, stream stop, ',\"stream_options\":{\"include_usage\":true}'",
        "m, weather, true, stream tool_calls, ',\"stream_options\":{\"include_usage\":true}'",
        "m, weather and clock, true, stream tool_calls, ''",
    })
    void openAiRepliesHaveTheRecordedShape(String model, String asked, boolean stream, String kind, String more) {
        Client.Answer answer = CLIENT.openAi(OPENAI.formatted(model, asked, stream, more, TOOLS, TOOLS));
        compare(answer, stream, kind, recorded("openai", "chat"));
    }

    @ParameterizedTest
    @CsvSource({
        "hello, 99, false, whole end_turn, ''",
        "weather, 99, false, whole tool_use, ''",
        "please refuse, 99, false, whole refusal, ''",
        "hello, 9999, false, whole end_turn, ',\"thinking\":{\"type\":\"adaptive\"}'",
        "hello, 99, true, stream end_turn, ''",
        "hello, 9999, true, stream end_turn, ',\"thinking\":{\"type\":\"adaptive\"}'",
        "weather, 99, true, stream tool_use, ''",
        "weather and clock, 99, true, stream tool_use, ''",
        "please refuse, 99, true, stream refusal, ''",
    })
    void anthropicRepliesHaveTheRecordedShape(String asked, int cap, boolean stream, String kind, String more) {
        Client.Answer answer = CLIENT.anthropic("""
            {"model":"m","max_tokens":%s,"messages":[{"role":"user","content":"%s"}],"stream":%s%s,
             "tools":[{"name":"weather","input_schema":%s},{"name":"clock","input_schema":%s}]}""".formatted(cap, asked, stream, more, TOOLS, TOOLS));
        compare(answer, stream, kind, recorded("anthropic", "messages"));
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash, hello, false, whole STOP, ''",
        "gemini-2.5-flash, weather, false, whole STOP, ''",
        "gemini-3-flash, weather and clock, false, whole STOP, ''",
        "gemini-2.5-flash, hello, true, stream STOP, ''",
        "gemini-2.5-flash, weather, true, stream STOP, ''",
        "gemini-3-flash, weather and clock, true, stream STOP, ''",
        "gemini-3-flash, hello, true, stream STOP, ',\"generationConfig\":{\"thinkingConfig\":{\"thinkingLevel\":\"low\"}}'",
    })
    void geminiRepliesHaveTheRecordedShape(String model, String asked, boolean stream, String kind, String more) {
        String verb = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
        Client.Answer answer = CLIENT.post("/v1beta/models/" + model + verb, """
            {"contents":[{"role":"user","parts":[{"text":"%s"}]}]%s,"tools":[{"functionDeclarations":[
              {"name":"weather","parameters":%s},{"name":"clock","parametersJsonSchema":%s}]}]}""".formatted(asked, more, TOOLS, TOOLS));
        compare(answer, stream, kind, recorded("gemini", "generate"));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void thoughtsAreShownAsDeepSeekShowsThem(boolean stream) {
        Client.Answer answer = CLIENT.openAi(OPENAI.formatted("sim-reasoner", "hello", stream, "", TOOLS, TOOLS));
        String place =
                stream ? ".choices[].delta.reasoning_content STRING" : ".choices[].message.reasoning_content STRING";
        assertThat(Shape.of(answer.events().isEmpty() ? List.of(answer.json()) : answer.events()))
                .contains(place);
        List<Recording> recordings = recorded(stream ? "alibaba" : "deepseek", "chat");
        assertThat(Shape.union(recordings.stream()
                        .map(one -> Shape.of(one.documents()))
                        .toList()))
                .contains(place);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, chat, 400",
        "openai, chat, 404",
        "anthropic, messages, 400",
        "anthropic, messages, 401",
        "gemini, generate, 404",
        "gemini, generate, 429"
    })
    void errorsHaveTheRecordedShape(String provider, String dialect, int status) {
        String fault = String.valueOf(status);
        Client.Answer answer = switch (provider) {
            case "openai" -> CLIENT.openAi("{}", "x-simulator-fault", fault);
            case "anthropic" -> CLIENT.anthropic("{}", "x-simulator-fault", fault);
            default -> CLIENT.post("/v1beta/models/m:generateContent", "{}", "x-simulator-fault", fault);
        };
        List<Set<String>> shapes = recorded(provider, dialect).stream()
                .filter(one -> one.status() == status)
                .map(one -> Shape.of(one.documents()))
                .toList();
        assertThat(shapes).isNotEmpty();
        assertThat(withoutTypes(Shape.of(List.of(answer.json()))))
                .isSubsetOf(withoutTypes(Shape.union(shapes)))
                .containsAll(withoutTypes(Shape.common(shapes)));
    }

    private static void compare(Client.Answer answer, boolean stream, String kind, List<Recording> recordings) {
        assertThat(answer.status()).isEqualTo(200);
        Set<String> sent = Shape.of(stream ? Recordings.events(answer.body()) : List.of(answer.json()));
        List<Set<String>> shapes = recordings.stream()
                .filter(one -> one.kind().equals(kind))
                .map(one -> Shape.of(one.documents()))
                .toList();
        assertThat(shapes).as("recordings of kind " + kind).isNotEmpty();
        assertThat(sent).as("fields that no recording has").isSubsetOf(allowed(shapes, stream, recordings));
        assertThat(withoutTypes(sent))
                .as("fields that every recording has")
                .containsAll(withoutTypes(Shape.common(shapes)));
    }

    /** A kind of which there is one recording alone says little: then all replies of the same form are compared with. */
    private static Set<String> allowed(List<Set<String>> shapes, boolean stream, List<Recording> recordings) {
        return shapes.size() > 1
                ? Shape.union(shapes)
                : Shape.union(recordings.stream()
                        .filter(one -> one.stream() == stream && one.status() == 200)
                        .map(one -> Shape.of(one.documents()))
                        .toList());
    }

    /** The paths alone: a field may be null in one reply and told in another. */
    private static Set<String> withoutTypes(Set<String> shape) {
        Set<String> paths = new TreeSet<>();
        shape.forEach(path -> paths.add(path.substring(0, path.indexOf(' '))));
        return paths;
    }
}
