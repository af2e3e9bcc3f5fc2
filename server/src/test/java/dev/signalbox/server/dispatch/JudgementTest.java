package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0.8|0.8", "Score: 0.25|0.25", "1|1", "1.0|1", "0|0", "first 0.9, then 0.3.|0.3", "0.5/1.0|1"})
    void readsTheLastNumberFromZeroToOne(String said, double score) {
        assertThat(Judgement.score(said)).hasValue(score);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good", "8", "7/10", "1.5", "100", "10.0"})
    void takesNothingElseForAScore(String said) {
        assertThat(Judgement.score(said)).isEmpty();
    }

    private static OptionalDouble mean(String... bodies) {
        Certainty certainty = new Certainty();
        for (String body : bodies) {
            certainty.on(body.getBytes(StandardCharsets.UTF_8));
        }
        return certainty.mean();
    }

    @Test
    void meansTheProbabilityOfTheTokensThatWereSaid() {
        String openAi = "{\"choices\":[{\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":0,\"top_logprobs\":"
                + "[{\"token\":\"b\",\"logprob\":-9}]},{\"token\":\"c\",\"logprob\":-0.6931471805599453}]}}]}";
        assertThat(mean(openAi).getAsDouble()).isBetween(0.7499, 0.7501);
        assertThat(mean("[DONE]", "{\"choices\":[{\"logprobs\":null}]}")).isEmpty();
        assertThat(mean("{\"candidates\":[{\"avgLogprobs\":-0.6931471805599453}]}")
                        .getAsDouble())
                .isBetween(0.4999, 0.5001);
        assertThat(mean("{\"type\":\"response.output_text.delta\",\"logprobs\":[{\"token\":\"a\",\"logprob\":0}]}"))
                .hasValue(1);
    }
}
