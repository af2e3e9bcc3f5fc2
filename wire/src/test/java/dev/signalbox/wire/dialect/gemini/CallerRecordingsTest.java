package dev.signalbox.wire.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.wire.dialect.openai.Canonical;
import dev.signalbox.wire.dialect.openai.Recording;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.ModelRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that real programs sent to Google: everything that they say is in what they are understood to mean. */
class CallerRecordingsTest {
    /** Fields whose words the canonical model says in words of its own; a file at an address tells its type itself. */
    private static final Set<String> SAID_OTHERWISE = Set.of(
            "role",
            "type",
            "mode",
            "responseModalities",
            "responseMimeType",
            "format",
            "thinkingLevel",
            "fileData.mimeType");

    private static final List<Recording> ALL = Recording.all("(gemini|vertex)/generate-.*\\.json").stream()
            .filter(recording -> recording.request().isPresent() && recording.status() == 200)
            .toList();

    @Test
    void recordingsAreThere() {
        assumeTrue(Recording.folder().isPresent(), "skipped: no recordings beside the project (../shared/wire)");
        assertThat(ALL).hasSizeGreaterThan(35);
    }

    static Stream<Recording> requests() {
        assumeTrue(!ALL.isEmpty(), "skipped: no recordings beside the project (../shared/wire)");
        return ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void nothingOfARequestIsLost(Recording recording) throws Exception {
        Json.Obj sent = recording.request().orElseThrow();
        ModelRequest read = Gemini.caller().read(CallerShapes.open(JsonCodec.write(sent), recording.stream()));
        Set<String> meant = new TreeSet<>();
        leaves(Canonical.of(read), "", meant);
        Set<String> said = new TreeSet<>();
        leaves(sent, "", said);
        assertThat(said)
                .isNotEmpty()
                .allSatisfy(words -> assertThat(meant).as(words).anyMatch(known -> known.contains(words)));
    }

    /** All words and numbers, also those inside of texts that are JSON themselves. */
    private static void leaves(Json value, String name, Set<String> leaves) {
        switch (value) {
            case Json.Obj object -> object.fields().forEach((field, inner) -> leaves(inner, path(name, field), leaves));
            case Json.Arr array -> array.items().forEach(item -> leaves(item, name, leaves));
            case Json.Text(String text) -> {
                if (!SAID_OTHERWISE.contains(name)) {
                    leaves.add(text);
                    nested(text, leaves);
                }
            }
            case Json.Num(String spelling) -> leaves.add(spelling);
            case Json.Bool _, Json.Null _ -> {
                // say nothing that could be searched for
            }
        }
    }

    private static String path(String holder, String field) {
        boolean file = holder.equals("fileData") || holder.equals("file_data");
        return file && field.startsWith("mime") ? "fileData.mimeType" : field;
    }

    private static void nested(String text, Set<String> leaves) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                leaves(JsonCodec.read(text.getBytes(StandardCharsets.UTF_8)), "", leaves);
            } catch (JsonProblem e) {
                leaves.add(text);
            }
        }
    }

    @Test
    void theirLevelsOfThinkingAreKnown() throws Exception {
        for (Map.Entry<String, String> level :
                Map.of("LOW", "low", "MINIMAL", "minimal").entrySet()) {
            ModelRequest read = CallerShapes.read("{\"contents\": [{\"parts\": []}], \"generationConfig\":"
                    + " {\"thinkingConfig\": {\"thinkingLevel\": \"" + level.getKey() + "\"}}}");
            assertThat(read.reasoning().orElseThrow().effort())
                    .contains(level.getValue().toLowerCase(Locale.ROOT));
        }
    }
}
