package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PredictionsTest {
    @Test
    void knowsAPromptAgain() {
        assertThat(Predictions.key(new PromptText("Be brief.", "Was läuft? 🚀")))
                .isEqualTo(Predictions.key(new PromptText("Be brief.", "Was läuft? 🚀")));
    }

    @Test
    void takesNoPromptForAnother() {
        Predictions.Key known = Predictions.key(new PromptText("Be brief.", "Why?"));
        assertThat(Predictions.key(new PromptText("Be brief", ".Why?"))).isNotEqualTo(known);
        assertThat(Predictions.key(new PromptText("", "Be brief.Why?"))).isNotEqualTo(known);
        assertThat(Predictions.key(new PromptText("Be brief.", "Why\ud83d"))).isNotEqualTo(known);
        assertThat(Predictions.key(new PromptText("Be brief.", "Why\ude80")))
                .isNotEqualTo(Predictions.key(new PromptText("Be brief.", "Why\ud83d")));
    }
}
