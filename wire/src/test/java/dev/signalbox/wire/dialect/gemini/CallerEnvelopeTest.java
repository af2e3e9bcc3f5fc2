package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.CallerShapes.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerEnvelopeTest {
    private static final String HELLO = "\"contents\": [{\"parts\": [{\"text\": \"hello\"}]}]";

    private static Envelope config(String config) throws Unreadable {
        return open("{" + HELLO + ", \"generationConfig\": {" + config + "}}");
    }

    @Test
    void knowsNothingOfWhatIsNotSaid() throws Exception {
        Envelope envelope = open("{" + HELLO + "}");
        assertThat(envelope.model()).isEqualTo("a-model");
        assertThat(envelope.stream()).isFalse();
        assertThat(envelope.usageWanted()).isTrue();
        assertThat(envelope.thoughtsWanted()).isFalse();
        assertThat(envelope.maxOutput()).isEmpty();
        assertThat(envelope.answers()).isEqualTo(1);
        assertThat(envelope.textBytes()).isEqualTo(5);
        assertThat(envelope.images()).isZero();
        assertThat(envelope.tools()).isFalse();
        assertThat(envelope.structured()).isFalse();
        assertThat(envelope.reasoning()).isFalse();
    }

    @Test
    void seesEverythingInARequestWithEverythingUnderBothNames() throws Exception {
        for (String name : new String[] {"requests/full.json", "requests/snake.json"}) {
            Envelope envelope = open(CallerShapes.golden(name), true);
            assertThat(envelope.stream()).isTrue();
            assertThat(envelope.thoughtsWanted()).isTrue();
            assertThat(envelope.maxOutput()).hasValue(900);
            assertThat(envelope.tools()).isTrue();
            assertThat(envelope.structured()).isTrue();
            assertThat(envelope.reasoning()).isTrue();
            assertThat(envelope.images()).isEqualTo(3);
        }
    }

    @Test
    void inlineDataIsNoText() throws Exception {
        String data = "iVBORw0KGgoA".repeat(100);
        Envelope envelope =
                open("{\"contents\": {\"parts\": {\"inlineData\": {\"mimeType\": \"image/png\", \"data\": \"" + data
                        + "\"}}}}");
        assertThat(envelope.textBytes()).isEqualTo("image/png".length());
        assertThat(envelope.images()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"thinkingConfig\": {\"thinkingBudget\": 0}', false",
        "'\"thinkingConfig\": {\"thinkingBudget\": -1}', true",
        "'\"thinkingConfig\": {\"thinkingLevel\": \"low\"}', true",
        "'\"thinkingConfig\": {\"includeThoughts\": true}', true",
        "'\"thinkingConfig\": {\"includeThoughts\": false}', false",
        "'\"thinkingConfig\": {}', false"
    })
    void knowsWhetherThinkingIsAskedFor(String config, boolean asked) throws Exception {
        assertThat(config(config).reasoning()).isEqualTo(asked);
    }

    @Test
    void countsTheAnswersAskedFor() throws Exception {
        assertThat(config("\"candidateCount\": 3").answers()).isEqualTo(3);
    }

    @Test
    void theModelOfThePathGoesBeforeThatOfTheBodyAndNeedsNoCollection() throws Exception {
        byte[] body = ("{\"model\": \"models/of-the-body\", " + HELLO + "}").getBytes(StandardCharsets.UTF_8);
        assertThat(Gemini.caller()
                        .open(body, Addressed.model("models/of-the-path"))
                        .model())
                .isEqualTo("of-the-path");
        assertThat(Gemini.caller().open(body, Addressed.nothing()).model()).isEqualTo("of-the-body");
        byte[] none = ("{" + HELLO + "}").getBytes(StandardCharsets.UTF_8);
        for (Addressed address : new Addressed[] {Addressed.nothing(), new Addressed(Optional.of("models/"), true)}) {
            assertThatThrownBy(() -> Gemini.caller().open(none, address))
                    .isInstanceOf(Unreadable.class)
                    .hasMessageStartingWith("model: missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}", "{\"contents\": []}", "{\"contents\": null}"})
    void refusesWhatIsNoRequest(String body) {
        assertThatThrownBy(() -> open(body)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"maxOutputTokens\": 0', generationConfig.maxOutputTokens",
        "'\"maxOutputTokens\": \"many\"', generationConfig.maxOutputTokens",
        "'\"candidateCount\": -1', generationConfig.candidateCount",
        "'\"thinkingConfig\": 5', generationConfig.thinkingConfig",
        "'\"thinkingConfig\": {\"thinkingBudget\": -2}', generationConfig.thinkingConfig.thinkingBudget",
        "'\"thinkingConfig\": {\"thinkingBudget\": 1, \"thinkingLevel\": \"LOW\"}', generationConfig.thinkingConfig",
        "'\"responseMimeType\": 1', generationConfig.responseMimeType"
    })
    void namesTheFieldAtFault(String config, String field) {
        assertThatThrownBy(() -> config(config))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.field()).contains(field));
    }
}
