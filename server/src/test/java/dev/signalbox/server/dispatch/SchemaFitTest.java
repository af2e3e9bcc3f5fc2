package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFitTest {
    private static final String PERSON = """
            {"type": "object", "required": ["name", "age"], "additionalProperties": false, "properties": {
              "name": {"type": "string"}, "age": {"type": "integer"},
              "kind": {"enum": ["a", "b", 1.0]}, "mail": {"type": ["string", "null"]},
              "tags": {"type": "array", "items": {"$ref": "#/$defs/tag"}},
              "size": {"anyOf": [{"type": "number"}, {"const": "big"}]}},
             "$defs": {"tag": {"type": "object", "required": ["word"]}}}
            """;

    private static Json json(String text) throws JsonProblem {
        return JsonCodec.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"name\": \"x\", \"age\": 1} | true",
                "{\"name\": \"x\", \"age\": 1.0} | true",
                "{\"name\": \"x\", \"age\": 1.5} | false",
                "{\"name\": \"x\"} | false",
                "{\"name\": 1, \"age\": 1} | false",
                "{\"name\": \"x\", \"age\": 1, \"more\": 1} | false",
                "{\"name\": \"x\", \"age\": 1, \"kind\": \"b\"} | true",
                "{\"name\": \"x\", \"age\": 1, \"kind\": 1} | true",
                "{\"name\": \"x\", \"age\": 1, \"kind\": \"c\"} | false",
                "{\"name\": \"x\", \"age\": 1, \"mail\": null} | true",
                "{\"name\": \"x\", \"age\": 1, \"mail\": 3} | false",
                "{\"name\": \"x\", \"age\": 1, \"tags\": [{\"word\": 1}]} | true",
                "{\"name\": \"x\", \"age\": 1, \"tags\": [{\"word\": 1}, {}]} | false",
                "{\"name\": \"x\", \"age\": 1, \"size\": \"big\"} | true",
                "{\"name\": \"x\", \"age\": 1, \"size\": \"small\"} | false",
                "[] | false",
                "null | false"
            })
    void judgesWhatModelsGetWrong(String value, boolean fits) throws JsonProblem {
        assertThat(SchemaFit.fits(json(value), (Json.Obj) json(PERSON))).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"$ref\": \"#\"}",
                "{\"$ref\": \"#/$defs/nobody\"}",
                "{\"$ref\": \"https://example.com/other\"}",
                "{\"format\": \"date\", \"minLength\": 99}",
                "{}"
            })
    void leavesAloneWhatItDoesNotKnow(String schema) throws JsonProblem {
        assertThat(SchemaFit.fits(json("\"text\""), (Json.Obj) json(schema))).isTrue();
    }

    /** Callers write these schemas. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"allOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#\"}]}"})
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void looksAtNoSchemaForEver(String schema) throws JsonProblem {
        assertThat(SchemaFit.fits(json("{}"), (Json.Obj) json(schema)))
                .as("what nobody can tell is no fault of the answer")
                .isTrue();
    }
}
