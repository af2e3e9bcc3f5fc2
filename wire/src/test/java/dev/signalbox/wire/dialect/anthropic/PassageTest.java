package dev.signalbox.wire.dialect.anthropic;

import static dev.signalbox.wire.dialect.anthropic.Fixtures.at;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.facts;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.json;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.pass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassageTest {
    private static String body(String fields) {
        return "{ \"model\" : \"alias\",\n \"messages\" : [ {\"role\":\"user\", \"content\":\"h\\u00e9llo\"} ] ,"
                + fields + " \"unknown\" : {\"b\":1, \"a\": 2.50 } }";
    }

    @Test
    void changesNothingButTheModel() throws Unreadable {
        String sent = body("\"max_tokens\":100, \"cache_control\":{\"type\" : \"ephemeral\"},");
        Translation.Ready ready = pass(sent, facts(Thinking.BUDGET));
        assertThat(Fixtures.text(ready.body())).isEqualTo(sent.replace("\"alias\"", "\"claude-real\""));
        assertThat(ready.adjustments()).isEmpty();
        assertThat(ready.losses()).isEmpty();
    }

    @Test
    void givesTheVeryBytesWhereTheModelIsNamedAsTheProviderDoes() throws Unreadable {
        String sent = body("\"max_tokens\":100,").replace("alias", "claude-real");
        assertThat(pass(sent, facts(Thinking.BUDGET)).body()).isEqualTo(Fixtures.bytes(sent));
    }

    @Test
    void setsACapWhereThereIsNone() throws Unreadable {
        String passed = Fixtures.text(pass(body(""), facts(Thinking.BUDGET)).body());
        assertThat(passed)
                .isEqualTo(body("").replace("\"alias\"", "\"claude-real\"")
                        .replace("2.50 } }", "2.50 },\"max_tokens\":4096 }"));
    }

    @Test
    void leavesABudgetThatFits() throws Unreadable {
        String sent = body("\"max_tokens\":4000, \"thinking\" : {\"type\":\"enabled\", \"budget_tokens\":2000},");
        assertThat(Fixtures.text(pass(sent, facts(Thinking.BUDGET)).body()))
                .isEqualTo(sent.replace("\"alias\"", "\"claude-real\""));
    }

    @ParameterizedTest
    @EnumSource(names = {"BUDGET", "UNKNOWN"})
    void raisesACapUnderWhichTheBudgetDoesNotFit(Thinking thinking) throws Unreadable {
        String sent = body("\"max_tokens\":4000, \"thinking\" : {\"type\":\"enabled\", \"budget_tokens\":20000},");
        Translation.Ready ready = pass(sent, facts(thinking));
        assertThat(Fixtures.text(ready.body()))
                .isEqualTo(sent.replace("\"alias\"", "\"claude-real\"").replace("4000", "24000"));
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("max_tokens");
    }

    @Test
    void shrinksABudgetForWhichTheModelHasNoRoom() throws Unreadable {
        ModelFacts small = new ModelFacts("alias", OptionalLong.of(8_000), 4_096, Thinking.BUDGET);
        String sent = body(
                "\"max_tokens\":3000, \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":20000,\"display\":\"x\"},");
        Translation.Ready ready = pass(sent, small);
        assertThat(Fixtures.text(ready.body()))
                .isEqualTo(sent.replace("20000", "5000").replace("3000", "8000"));
        assertThat(ready.adjustments())
                .extracting(Adjustment::field)
                .containsExactly("thinking.budget_tokens", "max_tokens");
    }

    @Test
    void raisesABudgetBelowTheLeast() throws Unreadable {
        String sent = body("\"max_tokens\":4000, \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":10},");
        Translation.Ready ready = pass(sent, facts(Thinking.BUDGET));
        assertThat(at(json(ready.body()), "thinking.budget_tokens")).isEqualTo(Json.number(1024));
        assertThat(ready.adjustments()).hasSize(1);
    }

    @Test
    void turnsABudgetIntoAnEffortForModelsThatThinkAdaptively() throws Unreadable {
        String sent = body("\"max_tokens\":4000, \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":20000,"
                + "\"display\":\"omitted\"},");
        Translation.Ready ready = pass(sent, facts(Thinking.ADAPTIVE));
        assertThat(json(ready.body()).get("thinking"))
                .isEqualTo(json("{\"type\": \"adaptive\", \"display\": \"omitted\"}"));
        assertThat(json(ready.body()).get("output_config")).isEqualTo(json("{\"effort\": \"high\"}"));
        assertThat(json(ready.body()).whole("max_tokens")).hasValue(4000);
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("thinking");
    }

    @Test
    void turnsAdaptiveThinkingIntoABudgetForModelsThatNeedOne() throws Unreadable {
        String sent = body("\"max_tokens\":4000, \"thinking\":{\"type\":\"adaptive\"},"
                + "\"output_config\":{\"effort\":\"medium\"},");
        Translation.Ready ready = pass(sent, facts(Thinking.BUDGET));
        assertThat(json(ready.body()).get("thinking"))
                .isEqualTo(json("{\"type\": \"enabled\", \"budget_tokens\": 8192}"));
        assertThat(json(ready.body()).get("output_config")).isNull();
        assertThat(json(ready.body()).whole("max_tokens")).hasValue(12_192);
    }

    @Test
    void leavesAdaptiveThinkingToModelsThatAreNotKnown() throws Unreadable {
        String sent = body("\"max_tokens\":4000, \"thinking\":{\"type\":\"adaptive\"},");
        assertThat(Fixtures.text(pass(sent, facts(Thinking.UNKNOWN)).body()))
                .isEqualTo(sent.replace("\"alias\"", "\"claude-real\""));
    }

    @Test
    void takesThinkingOutForAModelThatDoesNot() throws Unreadable {
        String sent = body("\"max_tokens\":4000, \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000},"
                + "\"output_config\":{\"effort\":\"high\",\"task_budget\":1},");
        Translation.Ready ready = pass(sent, facts(Thinking.NONE));
        assertThat(json(ready.body()).get("thinking")).isNull();
        assertThat(json(ready.body()).get("output_config")).isEqualTo(json("{\"task_budget\": 1}"));
        assertThat(ready.adjustments())
                .extracting(Adjustment::field)
                .containsExactly("thinking", "output_config.effort");
    }

    @Test
    void takesReasoningOfOtherProvidersOut() throws Unreadable {
        String sent = """
                {"model":"claude-real","max_tokens":4000,"thinking":{"type":"enabled","budget_tokens":2000},"messages":[
                {"role":"user","content":"q"},
                {"role":"assistant","content":[
                  {"type":"thinking","thinking":"t","signature":"signalbox.unsigned.openai"},
                  {"type":"redacted_thinking","data":"signalbox.openai.AAAA"},
                  {"type":"tool_use","id":"t1","name":"w","input":{}}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"21"}]}],
                "tools":[{"name":"w","input_schema":{"type":"object"}}]}""";
        Translation.Ready ready = pass(sent, facts(Thinking.BUDGET));
        assertThat(at(json(ready.body()), "messages.1.content"))
                .isEqualTo(at(
                        json("{\"x\": [{\"type\": \"tool_use\", \"id\": \"t1\", \"name\": \"w\", \"input\": {}}]}"),
                        "x"));
        assertThat(json(ready.body()).get("thinking")).isNull();
        assertThat(ready.losses())
                .extracting(Loss::field)
                .containsExactly("messages[1].content[0]", "messages[1].content[1]");
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("thinking");
    }

    @Test
    void doesNotThinkInTheMidstOfAToolLoopThatAnotherModelBegan() throws Unreadable {
        String sent = """
                {"model":"claude-real","max_tokens":4000,"thinking":{"type":"enabled","budget_tokens":2000},"messages":[
                {"role":"user","content":"q"},
                {"role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"w","input":{}}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"21"}]}],
                "tools":[{"name":"w","input_schema":{"type":"object"}}]}""";
        Translation.Ready ready = pass(sent, facts(Thinking.BUDGET));
        assertThat(json(ready.body()).get("thinking")).isNull();
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("thinking");
        String over = sent.replace("}],\n\"tools\"", "},{\"role\":\"user\",\"content\":\"and?\"}],\n\"tools\"");
        assertThat(pass(over, facts(Thinking.BUDGET)).body()).isEqualTo(Fixtures.bytes(over));
    }

    @Test
    void leavesSignaturesOfAnthropicAndWordsThatLookLikeTheMarkAlone() throws Unreadable {
        String sent = """
                {"model":"claude-real","max_tokens":4000, "messages":[ {"role":"user","content":"what is signalbox.unsigned?"},
                {"role":"assistant","content":[ {"type":"thinking","thinking":"t","signature":"EqQB+/=="} ]},
                {"role":"user","content":"go on"}]}""";
        assertThat(pass(sent, facts(Thinking.BUDGET)).body()).isEqualTo(Fixtures.bytes(sent));
    }

    @Test
    void tellsWhichFieldHasTheWrongType() {
        assertThatThrownBy(() -> pass(body("\"max_tokens\":\"many\","), facts(Thinking.BUDGET)))
                .isInstanceOf(Unreadable.class)
                .hasMessage("max_tokens: a string (expected: a whole number)");
        assertThatThrownBy(() -> pass(
                        body("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":\"x\"},"), facts(Thinking.BUDGET)))
                .isInstanceOf(Unreadable.class)
                .hasMessageStartingWith("thinking.budget_tokens: ");
    }
}
