package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void writesWhatTheFormatsWrite() {
        for (int i = 0; i < 20_000; i++) {
            double value = random.nextDouble() * Math.pow(10, random.nextInt(-12, 7));
            assertThat(Digits.three(value)).isEqualTo(String.format(Locale.ROOT, "%.3g", value));
            assertThat(Digits.fixed(value, 3)).isEqualTo(String.format(Locale.ROOT, "%.3f", value));
            assertThat(Digits.fixed(value, 2)).isEqualTo(String.format(Locale.ROOT, "%.2f", value));
        }
    }

    @Test
    void writesEdges() {
        assertThat(Digits.three(0)).isEqualTo("0.00");
        assertThat(Digits.three(1)).isEqualTo("1.00");
        assertThat(Digits.three(0.0009999)).isEqualTo("0.00100");
        assertThat(Digits.three(0.00002)).isEqualTo("2.00e-05");
        assertThat(Digits.three(9_999)).isEqualTo("1.00e+04");
        assertThat(Digits.fixed(0.9999, 3)).isEqualTo("1.000");
        assertThat(Digits.fixed(0, 2)).isEqualTo("0.00");
        assertThat(Digits.fixed(Double.NaN, 2)).isEqualTo("NaN");
        assertThat(Digits.three(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    }
}
