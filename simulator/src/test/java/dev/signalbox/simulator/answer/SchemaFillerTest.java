package dev.signalbox.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaFillerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static JsonNode fill(String schema, long seed) {
        return JSON.readTree(SchemaFiller.fill(JSON.readTree(schema), seed));
    }

    @Test
    void keepsToTheBoundsOfNumbersStringsAndArrays() {
        for (long seed = 0; seed < 50; seed++) {
            JsonNode value = fill("""
                    {"type":"object","required":["a","b","c","d","e","f"],"properties":{
                      "a":{"type":"integer","minimum":3,"exclusiveMaximum":5},
                      "b":{"type":"number","minimum":0.5,"maximum":1},
                      "c":{"type":"string","minLength":12,"maxLength":14},
                      "d":{"type":"array","minItems":2,"items":{"type":"boolean"}},
                      "e":{"type":"integer","multipleOf":7,"minimum":10,"maximum":30},
                      "f":{"type":["string","null"],"format":"date"}}}""", seed);
            assertThat(value.path("a").intValue()).isBetween(3, 4);
            assertThat(value.path("b").doubleValue()).isBetween(0.5, 1.0);
            assertThat(value.path("c").stringValue().length()).isBetween(12, 14);
            assertThat(value.path("d").size()).isEqualTo(2);
            assertThat(value.path("d").path(0).isBoolean()).isTrue();
            assertThat(value.path("e").intValue() % 7).isZero();
            assertThat(value.path("e").intValue()).isBetween(10, 30);
            assertThat(value.path("f").stringValue()).isEqualTo("2026-01-02");
        }
    }

    @Test
    void followsReferencesAndMergesParts() {
        JsonNode value = fill("""
                {"$defs":{"stop":{"type":"object","properties":{"name":{"const":"Ost"}},"required":["name"]}},
                 "allOf":[{"type":"object","properties":{"from":{"$ref":"#/$defs/stop"}},"required":["from"]},
                          {"properties":{"to":{"anyOf":[{"type":"null"},{"type":"string"}]}},"required":["to"]}]}""", 1);
        assertThat(value.at("/from/name").asString()).isEqualTo("Ost");
        assertThat(value.path("to").isNull()).isTrue();
    }

    @Test
    @Timeout(5)
    void aSchemaThatContainsItselfComesToAnEnd() {
        JsonNode value = fill("""
                {"type":"object","properties":{"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}},"required":["next"]}""", 1);
        assertThat(value.path("next").isObject()).isTrue();
    }

    @Test
    void anEmptySchemaGivesAnObject() {
        assertThat(fill("{}", 1).isObject()).isTrue();
    }
}
