package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.TokenCounting;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.gemini.Gemini;
import dev.signalbox.wire.dialect.openai.Recording;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.WireError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No recording of real traffic is forgotten: its kind of exchange is tested, or it says why it is not. */
class RecordingsCoverTest {
    /** Tested by the tests of recordings beside each dialect, and counts here. */
    private static final Set<String> TESTED =
            Set.of("chat", "messages", "responses", "generate", "generate-stream", "count-tokens");

    private static final Map<String, String> NOT_SPOKEN = Map.ofEntries(
            Map.entry("batches", "jobs of many requests that run for hours are no exchange with a model"),
            Map.entry("files", "files lie at the provider; requests that name them pass in the same dialect"),
            Map.entry(
                    "cached", "cached contents lie at the provider; requests that name them pass in the same dialect"),
            Map.entry(
                    "conversations",
                    "conversations lie at the provider, and the Responses API is served without state"),
            Map.entry("embeddings", "there is no endpoint for embeddings yet"),
            Map.entry("rerank", "there is no endpoint for reranking yet"),
            Map.entry("moderations", "there is no endpoint for moderation yet"),
            Map.entry("completions", "the completions from before chat have no endpoint yet"),
            Map.entry("models", "the gateway lists its own models"),
            Map.entry("interactions", "Google's stateful interactions are a dialect of their own, not spoken yet"),
            Map.entry("chat-native", "Ollama is spoken to in its OpenAI dialect"),
            Map.entry("converse", "Bedrock is not spoken yet"),
            Map.entry("converse-stream", "Bedrock is not spoken yet"),
            Map.entry("invoke", "Bedrock is not spoken yet"),
            Map.entry("invoke-stream", "Bedrock is not spoken yet"));

    @BeforeEach
    void recordingsAreThere() {
        assumeTrue(Recording.folder().isPresent(), "skipped: no recordings beside the project (../shared/wire)");
    }

    @Test
    void everyKindOfExchangeIsTestedOrSaysWhyNot() throws Exception {
        List<String> all = names();

        assertThat(all).hasSizeGreaterThan(430);
        assertThat(all).allSatisfy(name -> {
            String kind = name.replaceFirst("(.*?)-(json|sse|eventstream|ndjson)-.*", "$1");
            assertThat(TESTED.contains(kind) || NOT_SPOKEN.containsKey(kind))
                    .as(kind)
                    .isTrue();
        });
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(Recording.folder().orElseThrow(), 2)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && !name.equals("index.json"))
                    .toList();
        }
    }

    static Stream<Recording> counts() {
        return Recording.all("(anthropic|gemini|vertex)/count-tokens-.*\\.json").stream();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("counts")
    void aCountIsAskedForAndReadAsProvidersHaveIt(Recording recording) throws Exception {
        String name = recording.toString();
        ProviderDialect provider = name.startsWith("anthropic/") ? Anthropic.provider() : Gemini.provider();
        TokenCounting counting = provider.counting(name.startsWith("vertex/") ? "/v1/projects/p" : "")
                .orElseThrow();
        if (recording.status() != 200) {
            assertThat(provider.readError(recording.status(), recording.body()).kind())
                    .isEqualTo(WireError.Kind.NOT_FOUND);
            return;
        }
        Json.Obj answer = object(recording.body());
        assertThat(counting.read(recording.body()))
                .isEqualTo(answer.whole("input_tokens")
                        .orElseGet(() -> answer.whole("totalTokens").orElseThrow()));
        Json.Obj asked = recording.request().orElseThrow();
        assertThat(object(counting.question("m", JsonCodec.write(asked)))
                        .fields()
                        .keySet())
                .containsAll(Set.copyOf(
                        asked.without("generationConfig", "model").fields().keySet()));
    }

    private static Json.Obj object(byte[] json) throws JsonProblem {
        return JsonCodec.readObject(json);
    }
}
