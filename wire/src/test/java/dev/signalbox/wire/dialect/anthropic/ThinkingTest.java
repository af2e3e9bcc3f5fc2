package dev.signalbox.wire.dialect.anthropic;

import static dev.signalbox.wire.dialect.anthropic.Fixtures.at;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.ToolChoice;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingTest {
    private static Translation.Ready write(Asking asking, Thinking thinking) {
        return Fixtures.write(asking.build(), Fixtures.facts(thinking));
    }

    private static Json.Obj enabled(long budget) {
        return json("{\"type\": \"enabled\", \"budget_tokens\": " + budget + "}");
    }

    @ParameterizedTest
    @CsvSource({"low, 1024, 4096", "medium, 8192, 12288", "high, 24576, 28672", "xhigh, 32768, 36864"})
    void turnsAnEffortIntoABudgetAndMakesRoomForIt(String effort, long budget, long cap) {
        Json.Obj body =
                json(write(Asking.hello().effort(effort), Thinking.BUDGET).body());
        assertThat(body.get("thinking")).isEqualTo(enabled(budget));
        assertThat(body.whole("max_tokens")).hasValue(cap);
    }

    @Test
    void usesTheMostCommonFormForAModelThatIsNotKnown() {
        assertThat(json(write(Asking.hello().effort("low"), Thinking.UNKNOWN).body())
                        .get("thinking"))
                .isEqualTo(enabled(1024));
    }

    @Test
    void saysNothingOfThinkingWhereItIsOff() {
        assertThat(json(write(Asking.hello().effort("none"), Thinking.BUDGET).body())
                        .get("thinking"))
                .isNull();
        assertThat(write(Asking.hello().effort("none"), Thinking.NONE).adjustments())
                .isEmpty();
    }

    @Test
    void raisesTheCallersCapByTheBudgetAndTellsIt() {
        Translation.Ready ready = write(Asking.hello().budget(20_000).maxOutput(4_000), Thinking.BUDGET);
        assertThat(json(ready.body()).get("thinking")).isEqualTo(enabled(20_000));
        assertThat(json(ready.body()).whole("max_tokens")).hasValue(24_000);
        assertThat(ready.adjustments())
                .containsExactly(
                        new Adjustment("max_tokens", "4000", "24000", "the budget for thinking counts as output"));
    }

    @Test
    void shrinksTheBudgetWhereTheModelHasNoMoreRoom() {
        ModelFacts facts = new ModelFacts("small", OptionalLong.of(8_000), 4_096, Thinking.BUDGET);
        Translation.Ready ready =
                Fixtures.write(Asking.hello().budget(20_000).maxOutput(3_000).build(), facts);
        assertThat(json(ready.body()).get("thinking")).isEqualTo(enabled(5_000));
        assertThat(json(ready.body()).whole("max_tokens")).hasValue(8_000);
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("reasoning", "max_tokens");
    }

    @Test
    void leavesThinkingOutWhereNotEvenTheLeastFits() {
        ModelFacts facts = new ModelFacts("tiny", OptionalLong.of(1_000), 500, Thinking.BUDGET);
        Translation.Ready ready = Fixtures.write(Asking.hello().effort("high").build(), facts);
        assertThat(json(ready.body()).get("thinking")).isNull();
        assertThat(ready.adjustments()).extracting(Adjustment::to).containsExactly("absent");
    }

    @Test
    void dropsWhatAThinkingModelRefuses() {
        Translation.Ready ready = write(
                Asking.hello().effort("low").temperature("0.2").topP("0.5").topK(10), Thinking.BUDGET);
        Json.Obj body = json(ready.body());
        assertThat(body.fields()).doesNotContainKeys("temperature", "top_p", "top_k");
        assertThat(ready.adjustments())
                .extracting(Adjustment::field)
                .containsExactly("reasoning", "temperature", "top_p", "top_k");
    }

    @Test
    void switchesThinkingOffWhereAToolIsForced() {
        Translation.Ready ready =
                write(Asking.hello().effort("high").tool("w").choice(new ToolChoice.Required()), Thinking.BUDGET);
        assertThat(json(ready.body()).get("thinking")).isNull();
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("reasoning");
    }

    @Test
    void turnsABudgetIntoAnEffortForModelsThatThinkAdaptively() {
        Translation.Ready ready = write(Asking.hello().budget(10_000).maxOutput(4_000), Thinking.ADAPTIVE);
        Json.Obj body = json(ready.body());
        assertThat(body.get("thinking")).isEqualTo(json("{\"type\": \"adaptive\"}"));
        assertThat(body.get("output_config")).isEqualTo(json("{\"effort\": \"medium\"}"));
        assertThat(body.whole("max_tokens")).hasValue(4_000);
        assertThat(ready.adjustments()).extracting(Adjustment::to).containsExactly("effort medium");
    }

    @Test
    void takesTheNearestEffortThatTheDialectHas() {
        Translation.Ready minimal = write(Asking.hello().effort("minimal"), Thinking.ADAPTIVE);
        assertThat(at(json(minimal.body()), "output_config.effort")).isEqualTo(Json.text("low"));
        assertThat(minimal.adjustments()).hasSize(1);
        assertThat(write(Asking.hello().effort("high"), Thinking.ADAPTIVE).adjustments())
                .isEmpty();
    }

    @Test
    void dropsThinkingForAModelThatDoesNot() {
        Translation.Ready ready = write(
                Asking.hello()
                        .effort("high")
                        .say(Role.ASSISTANT, Asking.thought("Hm.", "sig", "anthropic"))
                        .user("Well?"),
                Thinking.NONE);
        assertThat(json(ready.body()).get("thinking")).isNull();
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("reasoning");
        assertThat(ready.losses()).extracting(Loss::field).containsExactly("messages[1].content[0]");
    }

    @Test
    void keepsThinkingInAnOpenLoopThatBeganWithThinkingSignedHere() {
        Translation.Ready ready =
                write(loop(Asking.thought("I ask the tool.", "EqQB+/==", "anthropic")), Thinking.BUDGET);
        Json.Obj body = json(ready.body());
        assertThat(body.get("thinking")).isEqualTo(enabled(1024));
        assertThat(at(body, "messages.1.content.0")).isEqualTo(json("""
                        {"type": "thinking", "thinking": "I ask the tool.", "signature": "EqQB+/=="}"""));
    }

    @Test
    void switchesThinkingOffInAnOpenLoopThatAnotherProviderBegan() {
        Translation.Ready ready = write(loop(Asking.thought("I ask the tool.", "xyz", "openai")), Thinking.BUDGET);
        Json.Obj body = json(ready.body());
        assertThat(body.get("thinking")).isNull();
        assertThat(body.items("messages")).hasSize(5);
        assertThat(ready.losses()).extracting(Loss::field).containsExactly("messages[1].content[0]");
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("reasoning");
    }

    @Test
    void keepsThinkingOnceTheLoopIsClosed() {
        Asking closed = Asking.hello()
                .calls("t", "w")
                .answers("t", "21")
                .assistant("It is 21.")
                .user("Thanks. And now?")
                .tool("w")
                .effort("low");
        assertThat(json(write(closed, Thinking.BUDGET).body()).get("thinking")).isEqualTo(enabled(1024));
    }

    @Test
    void switchesThinkingOffWhereTheBeginningOfTheAnswerIsGiven() {
        assertThat(json(write(Asking.hello().assistant("{").effort("low"), Thinking.BUDGET)
                                .body())
                        .get("thinking"))
                .isNull();
    }

    private static Asking loop(dev.signalbox.wire.model.Content thought) {
        return Asking.hello()
                .say(Role.ASSISTANT, thought, Asking.call("t1", "w"))
                .answers("t1", "21")
                .calls("t2", "w")
                .answers("t2", "22")
                .tool("w")
                .effort("low");
    }
}
