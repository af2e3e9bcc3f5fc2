package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.ProviderShapes.json;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.refusing;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas as tools really have them, and worse. */
class SchemaTest {
    private static final List<String> KNOWN = List.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "maxItems",
            "minItems",
            "properties",
            "required",
            "minProperties",
            "maxProperties",
            "minLength",
            "maxLength",
            "pattern",
            "example",
            "anyOf",
            "propertyOrdering",
            "default",
            "items",
            "minimum",
            "maximum");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'string','const':'a'} | {'type':'string','enum':['a']}",
                "{'const':7} | {'type':'integer','description':'One of: 7'}",
                "{'type':['string','null']} | {'type':'string','nullable':true}",
                "{'type':['string','integer']} | {'anyOf':[{'type':'string'},{'type':'integer'}]}",
                "{'anyOf':[{'type':'string'},{'type':'null'}],'description':'d'} | {'type':'string','nullable':true,'description':'d'}",
                "{'oneOf':[{'type':'string'},{'type':'number'}]} | {'anyOf':[{'type':'string'},{'type':'number'}]}",
                "{'type':'integer','enum':[1,2],'description':'n'} | {'type':'integer','description':'n One of: 1, 2'}",
                "{'enum':['a',null]} | {'type':'string','enum':['a'],'nullable':true}",
                "{'type':'integer','exclusiveMinimum':0,'exclusiveMaximum':10} | {'type':'integer','minimum':1,'maximum':9}",
                "{'type':'number','exclusiveMinimum':0.5} | {'type':'number','minimum':0.5}",
                "{'type':'string','format':'uri'} | {'type':'string'}",
                "{'type':'string','format':'date-time'} | {'type':'string','format':'date-time'}",
                "{'type':'array'} | {'type':'array','items':{'type':'string'}}",
                "{'prefixItems':[{'type':'number'},{'type':'number'}]} | {'type':'array','items':{'type':'number'}}",
                "{'type':'array','items':[{'type':'number'},{'type':'string'}]} | {'type':'array','items':{'anyOf':[{'type':'number'},{'type':'string'}]}}",
                "{'type':'object'} | {'type':'object'}",
                "{'type':'object','properties':{}} | {'type':'object'}",
                "{} | {'type':'string'}",
                "{'properties':{'a':true,'b':false}} | {'type':'object','properties':{'a':{'type':'string'}}}",
                "{'type':'object','required':['a','x'],'properties':{'a':{'type':'string'}}} | {'type':'object','properties':{'a':{'type':'string'}},'required':['a']}",
                "{'allOf':[{'properties':{'a':{'type':'string'}},'required':['a']},{'properties':{'b':{'type':'string'}}}]} | {'type':'object','properties':{'b':{'type':'string'},'a':{'type':'string'}},'required':['a']}",
                "{'$ref':'#/$defs/A','$defs':{'A':{'type':'string'}},'description':'d'} | {'type':'string','description':'d'}",
                "{'properties':{'a':{'$ref':'#/definitions/A~1B'}},'definitions':{'A/B':{'type':'number'}}} | {'type':'object','properties':{'a':{'type':'number'}}}",
                "{'$ref':'https://example.com/x'} | {'type':'object'}",
                "{'properties':{'$ref':{'type':'string'},'const':{'type':'string'}}} | {'type':'object','properties':{'$ref':{'type':'string'},'const':{'type':'string'}}}"
            })
    void saysInTheSubsetWhatCanBeSaid(String schema, String expected) {
        assertThat(SchemaSubset.of(json(schema.replace('\'', '"')), "p", new Notes()))
                .isEqualTo(json(expected.replace('\'', '"')));
    }

    static Stream<String> nasty() {
        String wide = "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/N\"}},\"$defs\":{";
        StringBuilder bomb = new StringBuilder(wide);
        for (int i = 0; i < 30; i++) {
            bomb.append("\"")
                    .append(i == 0 ? "N" : "N" + i)
                    .append("\":{\"properties\":{\"l\":{\"$ref\":\"#/$defs/N")
                    .append(i + 1)
                    .append("\"},\"r\":{\"$ref\":\"#/$defs/N")
                    .append(i + 1)
                    .append("\"}}},");
        }
        return Stream.of(
                // a tree that holds itself, directly and by a detour
                wide
                        + "\"N\":{\"type\":\"object\",\"properties\":{\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/N\"}}}}}}",
                "{\"type\":\"object\",\"properties\":{\"self\":{\"$ref\":\"#\"}}}",
                wide
                        + "\"N\":{\"anyOf\":[{\"$ref\":\"#/$defs/M\"},{\"type\":\"null\"}]},\"M\":{\"$ref\":\"#/$defs/N\"}}}",
                // doubling thirty times
                bomb.append("\"N30\":{\"type\":\"string\"}}}").toString(),
                // an allOf that holds itself
                wide + "\"N\":{\"allOf\":[{\"$ref\":\"#/$defs/N\"}],\"type\":\"object\"}}}",
                // everything that has been seen refused
                """
                {"$schema":"http://json-schema.org/draft-07/schema#","$id":"x","type":"object","additionalProperties":false,
                 "title":"T","properties":{"n":{"type":"integer","exclusiveMinimum":0,"multipleOf":5,"default":5},
                 "u":{"type":"array","uniqueItems":true,"contains":{"type":"string"},"items":{"type":"string","format":"uuid"}},
                 "o":{"type":"object","patternProperties":{"^x":{"type":"string"}},"propertyNames":{"pattern":"^a"},
                  "additionalProperties":{"type":"string"}},
                 "c":{"if":{"const":1},"then":{"const":2},"else":{"not":{"type":"string"}}},
                 "d":{"oneOf":[{"$ref":"#/properties/n"},{"type":"string"}],"discriminator":{"propertyName":"k"}},
                 "m":{"type":["string","number","null"],"enum":["a",1,null]},
                 "e":{"type":"string","contentEncoding":"base64","examples":["x"],"readOnly":true,"x-own":1}},
                 "required":["n","missing"],"dependentRequired":{"n":["u"]},"unevaluatedProperties":false}""");
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void neverSaysWhatTheSubsetLacks(String schema) {
        assertKnown(SchemaSubset.of(json(schema), "p", new Notes()));
        assertThat(PlainSchema.of(json(schema)).fields()).doesNotContainKey("$schema");
    }

    /** Every schema in it has only known fields and says its type, and every array what it holds. */
    private static void assertKnown(Json.Obj schema) {
        assertThat(KNOWN).containsAll(schema.fields().keySet());
        assertThat(schema.get("type") != null || schema.get("anyOf") != null)
                .as(text(schema))
                .isTrue();
        assertThat(schema.get("type") instanceof Json.Arr).isFalse();
        schema.items("enum").forEach(value -> assertThat(value).isInstanceOf(Json.Text.class));
        if (schema.text("type").orElse("").equals("array")) {
            assertThat(schema.get("items")).isInstanceOf(Json.Obj.class);
        }
        schema.object("items").ifPresent(SchemaTest::assertKnown);
        schema.items("anyOf").forEach(choice -> assertKnown((Json.Obj) choice));
        schema.object("properties").ifPresent(all -> {
            assertThat(all.fields()).isNotEmpty();
            all.fields().values().forEach(one -> assertKnown((Json.Obj) one));
            schema.items("required")
                    .forEach(name ->
                            assertThat(all.get(((Json.Text) name).value())).isNotNull());
        });
    }

    @Test
    void leavesPlainSchemasAsTheyAreButForWhatGoogleCannotRead() {
        assertThat(PlainSchema.of(json("""
                {"$schema":"s","type":"object","additionalProperties":false,"properties":{
                 "const":{"const":"a","description":"d"},"$schema":{"type":"string"},
                 "r":{"$ref":"#/$defs/A","description":"d"},"p":{"$ref":"#/$defs/A"},
                 "l":{"type":"array","items":{"const":1},"default":[{"const":2}]}},"$defs":{"A":{"$schema":"s","type":"string"}}}"""))).isEqualTo(json("""
                {"type":"object","additionalProperties":false,"properties":{
                 "const":{"enum":["a"],"description":"d"},"$schema":{"type":"string"},
                 "r":{"description":"d","anyOf":[{"$ref":"#/$defs/A"}]},"p":{"$ref":"#/$defs/A"},
                 "l":{"type":"array","items":{"enum":[1]},"default":[{"const":2}]}},"$defs":{"A":{"type":"string"}}}"""));
    }

    @Test
    void usesTheSubsetWhereTheProviderRefusesMore() throws Exception {
        byte[] request = ProviderShapes.bytes("""
                {"model":"m","messages":[{"role":"user","content":"x"}],
                 "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":["string","null"]}}},
                 "tools":[{"type":"function","function":{"name":"a","parameters":{"type":"object","not":{},
                   "properties":{"q":{"const":"z"}}}}},
                  {"type":"function","function":{"name":"b","parameters":{"type":"object","properties":{}}}}]}""");
        Translation.Ready ready = (Translation.Ready) Gemini.provider()
                .write(OpenAi.caller().read(request), refusing("parametersJsonSchema", "responseJsonSchema"));
        assertThat(text(json(ready.body())))
                .contains(
                        "\"parameters\":{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\",\"enum\":[\"z\"]}}}")
                .contains("{\"name\":\"b\"}")
                .contains("\"responseSchema\":{\"type\":\"string\",\"nullable\":true}")
                .doesNotContain("JsonSchema");
        assertThat(ready.losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.reason()).contains("not"));
    }
}
