package dev.signalbox.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import java.util.Map;
import java.util.Optional;

/** Any bytes are a JSON value or a {@link JsonProblem}, and the two ways of reading agree. */
class JsonFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreAValueOrAProblem(byte[] text) {
        aValueThatIsWrittenReadsTheSame(text);
        fieldsFoundByTheirBytesAreThoseOfTheWholeReading(text);
    }

    private static void aValueThatIsWrittenReadsTheSame(byte[] text) {
        Json value;
        try {
            value = JsonCodec.read(text);
        } catch (JsonProblem e) {
            return;
        }
        assertThat(again(JsonCodec.write(value))).isEqualTo(value);
    }

    private static void fieldsFoundByTheirBytesAreThoseOfTheWholeReading(byte[] text) {
        JsonFields fields;
        try {
            fields = JsonFields.of(text);
        } catch (JsonProblem e) {
            assertThat(isObject(text)).isFalse();
            return;
        }
        Json.Obj whole = (Json.Obj) again(text);
        assertThat(fields.names()).containsExactlyElementsOf(whole.fields().keySet());
        fields.names().forEach(name -> assertThat(fields.value(name)).isEqualTo(whole.find(name)));
        assertThat(fields.patched(Map.of())).isEqualTo(text);
        for (String name : fields.names()) {
            assertThat(again(fields.patched(Map.of(name, Optional.empty())))).isEqualTo(whole.without(name));
            assertThat(again(fields.patched(Map.of(name, Optional.of(Json.text("x"))))))
                    .isEqualTo(whole.with(name, Json.text("x")));
        }
    }

    private static boolean isObject(byte[] text) {
        try {
            return JsonCodec.read(text) instanceof Json.Obj;
        } catch (JsonProblem e) {
            return false;
        }
    }

    private static Json again(byte[] text) {
        try {
            return JsonCodec.read(text);
        } catch (JsonProblem e) {
            throw new AssertionError("our own JSON cannot be read", e);
        }
    }
}
