package dev.signalbox.learn.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class TokenPoolingTest {
    private static final float PART = (float) Math.sqrt(1.0 / 3);

    private static float[] pool(int tokens, float... states) {
        return TokenPooling.pool(FloatBuffer.wrap(states), tokens, 2);
    }

    @Test
    void tellsTheBeginningTheEndAndHowTokensDiffer() {
        assertThat(pool(4, 1, 0, 3, 0, 0, 2, 0, 6))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(PART, 0, 0, PART, PART * 0.44721f, PART * 0.89443f);
    }

    @Test
    void aTokenInTheMiddleCountsOnBothSides() {
        float half = PART * (float) Math.sqrt(0.5);
        float[] vector = pool(3, 1, 0, 0, 1, 1, 0);
        assertThat(java.util.Arrays.copyOf(vector, 4))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(half, half, half, half);
    }

    @Test
    void tokensThatAreAllTheSameDifferInNothing() {
        assertThat(pool(2, 3, 4, 3, 4))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(PART * 0.6f, PART * 0.8f, PART * 0.6f, PART * 0.8f, 0, 0);
    }
}
