package dev.signalbox.wire.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaReaderTest {
    private static Json.Obj schema(String json) {
        return CallerShapes.json(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'STRING'} | {'type':'string'}",
                "{'type':'TYPE_UNSPECIFIED'} | {}",
                "{'type':'STRING','nullable':true} | {'type':['string','null']}",
                "{'nullable':false,'type':'NULL'} | {'type':'null'}",
                "{'type':'STRING','enum':['a'],'nullable':true} | {'type':['string','null'],'enum':['a',null]}",
                "{'type':'STRING','format':'enum'} | {'type':'string'}",
                "{'type':'INTEGER','format':'int64'} | {'type':'integer','format':'int64'}",
                "{'minItems':'1','max_items':'+2.0','minimum':0.5} | {'minItems':1,'maxItems':2.0,'minimum':0.5}",
                "{'minLength':'many'} | {'minLength':'many'}",
                "{'example':{'type':'STRING'}} | {'examples':[{'type':'STRING'}]}",
                "{'any_of':[{'type':'STRING'},{'type':'NUMBER'}]} | {'anyOf':[{'type':'string'},{'type':'number'}]}",
                "{'items':{'type':'OBJECT'}} | {'items':{'type':'object'}}",
                "{'defs':{'A':{'type':'OBJECT'}},'ref':'#/$defs/A'} | {'$defs':{'A':{'type':'object'}},'$ref':'#/$defs/A'}",
                "{'properties':{'any_of':{'type':'STRING'}}} | {'properties':{'any_of':{'type':'string'}}}",
                "{'properties':{'a':{},'b':{},'c':{}},'propertyOrdering':['c','x','b']} | {'properties':{'c':{},'b':{},'a':{}}}",
                "{'type':['string','null'],'const':1,'unknown':2} | {'type':['string','null'],'const':1,'unknown':2}",
                "{'additionalProperties':{'type':'STRING'}} | {'additionalProperties':{'type':'string'}}"
            })
    void becomesJsonSchema(String own, String plain) {
        assertThat(CallerShapes.text(SchemaReader.open(schema(own.replace('\'', '"')))))
                .isEqualTo(plain.replace('\'', '"'));
    }

    @Test
    void anAnswersObjectsAreClosedWhereNothingElseIsSaid() {
        Json.Obj closed = SchemaReader.closed(schema("""
                {"type": "OBJECT", "properties": {
                  "a": {"type": "OBJECT", "properties": {"b": {"type": "STRING"}}},
                  "c": {"type": "OBJECT", "properties": {}, "additionalProperties": true},
                  "d": {"type": "OBJECT"}}}"""));
        assertThat(CallerShapes.text(closed))
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"a\":{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"string\"}},\"additionalProperties\":false},"
                        + "\"c\":{\"type\":\"object\",\"properties\":{},\"additionalProperties\":true},"
                        + "\"d\":{\"type\":\"object\"}},\"additionalProperties\":false}");
    }
}
