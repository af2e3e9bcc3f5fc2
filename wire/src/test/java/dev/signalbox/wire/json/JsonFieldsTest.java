package dev.signalbox.wire.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

    @Test
    void replacesAddsAndRemovesFieldsAndKeepsAllOtherBytes() throws Exception {
        String text = " { \"model\" : \"a\" ,\n\t\"n\":1,\"messages\":[ {\"x\" : \"\\u00e9\"} ] , \"stream\":true } ";
        JsonFields fields = JsonFields.of(text.getBytes(UTF_8));
        Map<String, Optional<Json>> changes = new LinkedHashMap<>();
        changes.put("model", Optional.of(Json.text("b")));
        changes.put("n", Optional.empty());
        changes.put("extra", Optional.of(Json.number(7)));
        assertThat(new String(fields.patched(changes), UTF_8))
                .isEqualTo(
                        " { \"model\" : \"b\",\"messages\":[ {\"x\" : \"\\u00e9\"} ] , \"stream\":true,\"extra\":7 } ");
    }

    @Test
    void patchesWhatIsFirstLastOrAlone() throws Exception {
        assertThat(patched("{\"a\":1}", "a", Optional.empty())).isEqualTo("{}");
        assertThat(patched("{}", "a", Optional.of(Json.bool(true)))).isEqualTo("{\"a\":true}");
        assertThat(patched("{ }", "a", Optional.of(Json.bool(true)))).isEqualTo("{\"a\":true }");
        assertThat(patched("{\"a\":1,\"b\":2}", "a", Optional.empty())).isEqualTo("{\"b\":2}");
        assertThat(patched("{\"a\":1,\"b\":2}", "b", Optional.empty())).isEqualTo("{\"a\":1}");
        assertThat(patched("{\"a\":1.50 ,\"b\":2}", "b", Optional.of(Json.none())))
                .isEqualTo("{\"a\":1.50 ,\"b\":null}");
        assertThat(patched("{\"a\":1}", "zzz", Optional.empty())).isEqualTo("{\"a\":1}");
    }

    private static String patched(String text, String name, Optional<Json> value) throws JsonProblem {
        return new String(JsonFields.of(text.getBytes(UTF_8)).patched(Map.of(name, value)), UTF_8);
    }

    @Test
    void patchesRandomObjectsAsATreeWould() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        for (int round = 0; round < 3000; round++) {
            RandomText text = new RandomText(random);
            byte[] bytes = text.object().getBytes(UTF_8);
            Json.Obj tree = JsonCodec.readObject(bytes);
            JsonFields fields = JsonFields.of(bytes);
            assertThat(fields.names()).containsExactlyElementsOf(tree.fields().keySet());
            Map<String, Optional<Json>> changes = changes(random, tree);
            Map<String, Json> expected = new LinkedHashMap<>(tree.fields());
            changes.forEach((name, value) ->
                    value.ifPresentOrElse(json -> expected.put(name, json), () -> expected.remove(name)));
            Json.Obj patched = JsonCodec.readObject(fields.patched(changes));
            assertThat(patched).as(new String(bytes, UTF_8)).isEqualTo(new Json.Obj(expected));
            assertThat(List.copyOf(patched.fields().keySet())).isEqualTo(List.copyOf(expected.keySet()));
            for (String name : tree.fields().keySet()) {
                assertThat(fields.value(name)).contains(tree.fields().get(name));
                boolean filled = tree.fields().get(name) instanceof Json.Arr(List<Json> items) && !items.isEmpty();
                assertThat(fields.isFilledArray(name)).isEqualTo(filled);
            }
        }
    }

    private static Map<String, Optional<Json>> changes(RandomGenerator random, Json.Obj tree) {
        Map<String, Optional<Json>> changes = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(tree.fields().keySet());
        names.add("added");
        names.add("added \"too\" \u00e9");
        for (String name : names) {
            switch (random.nextInt(4)) {
                case 0 -> changes.put(name, Optional.empty());
                case 1 -> changes.put(name, Optional.of(Json.array(List.of(Json.text("new"), Json.number(1)))));
                default -> {}
            }
        }
        return changes;
    }

    @Test
    void showsEveryStringValueWithItsDepthAndName() throws Exception {
        byte[] bytes = "{\"a\":\"top\",\"b\":{\"c\":\"in\",\"d\":[\"x\",{\"e\":\"d\\\"eep\"}]},\"f\":[],\"g\":1}"
                .getBytes(UTF_8);
        List<String> seen = new ArrayList<>();
        JsonFields.of(
                bytes,
                (depth, name, from, to) ->
                        seen.add(depth + " " + name + " " + new String(bytes, from, to - from, UTF_8)));
        assertThat(seen).containsExactly("1 a top", "2 c in", "3 null x", "4 e d\\\"eep");
    }

    @Test
    void findsWordsInQuotesInsideAField() throws Exception {
        JsonFields fields = JsonFields.of("{\"a\":{\"signalbox\":1},\"b\":\"signalboxes\"}".getBytes(UTF_8));
        assertThat(fields.mentions("a", "signalbox")).isTrue();
        assertThat(fields.mentions("b", "signalbox")).isFalse();
        assertThat(fields.mentions("c", "signalbox")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "\"x\"",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":[1,}",
                "{\"a\":1}}",
                "{\"a\":1} {\"b\":2}",
                "{\"model\":\"x\",\"model\":\"y\"}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\ud8\"}",
                "{\"a\":tru}",
                "{\"a\":1.}",
                "{a:1}"
            })
    void refusesWhatIsNotExactlyOneObject(String text) {
        assertThatThrownBy(() -> JsonFields.of(text.getBytes(UTF_8))).isInstanceOf(JsonProblem.class);
    }

    @Test
    void refusesFiftyMegabytesOfNestingAtOnce() {
        byte[] nested = ("{\"a\":" + "[".repeat(50_000_000)).getBytes(UTF_8);
        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> {
            assertThatThrownBy(() -> JsonFields.of(nested)).isInstanceOf(JsonProblem.class);
        });
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> JsonFields.of("{\"a\":\"\u00e9\"}".getBytes(ISO_8859_1)))
                .isInstanceOf(JsonProblem.class);
        assertThatThrownBy(() -> JsonFields.of("{\"a\":{\"b\":\"\u00e9\"}}".getBytes(ISO_8859_1)))
                .isInstanceOf(JsonProblem.class);
        assertThatThrownBy(() -> JsonFields.of("{\"a\":1}".getBytes(UTF_16LE))).isInstanceOf(JsonProblem.class);
        byte[] surrogate = {'{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'};
        assertThatThrownBy(() -> JsonFields.of(surrogate)).isInstanceOf(JsonProblem.class);
    }

    @Test
    void takesAByteOrderMarkInItsStride() throws Exception {
        byte[] marked = "\uFEFF{\"a\":1}".getBytes(UTF_8);
        assertThat(patchedBytes(marked)).isEqualTo("\uFEFF{\"a\":2}".getBytes(UTF_8));
    }

    private static byte[] patchedBytes(byte[] bytes) throws JsonProblem {
        return JsonFields.of(bytes).patched(Map.of("a", Optional.of(Json.number(2))));
    }

    /** Writes random objects with random white space, escapes and characters. */
    private record RandomText(RandomGenerator random) {
        String object() {
            StringBuilder out = new StringBuilder(blank()).append('{').append(blank());
            int count = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                out.append(i == 0 ? "" : ",").append(blank());
                out.append("\"")
                        .append(i)
                        .append(string())
                        .append("\"")
                        .append(blank())
                        .append(':')
                        .append(blank());
                out.append(value(0)).append(blank());
            }
            return out.append('}').append(blank()).toString();
        }

        private String value(int depth) {
            return switch (random.nextInt(depth > 3 ? 6 : 8)) {
                case 0 -> "\"" + string() + "\"";
                case 1 -> Integer.toString(random.nextInt(2000) - 1000);
                case 2 -> random.nextInt(100) + "." + random.nextInt(100) + "e-" + random.nextInt(20);
                case 3 -> "true";
                case 4 -> "false";
                case 5 -> "null";
                case 6 -> "[" + blank() + items(depth) + "]";
                default -> "{" + blank() + "\"k\":" + value(depth + 1) + blank() + "}";
            };
        }

        private String items(int depth) {
            StringBuilder out = new StringBuilder();
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                out.append(i == 0 ? "" : ",").append(value(depth + 1)).append(blank());
            }
            return out.toString();
        }

        private String string() {
            String[] pieces = {
                "a", "\\\"", "\\\\", "\\n", "\\u00e9", "\u00e9", "\u4e2d", "\ud83d\ude80", "{", "}", ",", ":", "[", " "
            };
            StringBuilder out = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                out.append(pieces[random.nextInt(pieces.length)]);
            }
            return out.toString();
        }

        private String blank() {
            return switch (random.nextInt(5)) {
                case 0 -> " ";
                case 1 -> "\n\t";
                default -> "";
            };
        }
    }
}
