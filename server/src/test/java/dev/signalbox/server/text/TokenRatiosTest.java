package dev.signalbox.server.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TokenRatiosTest {
    private final TokenRatios ratios = new TokenRatios();

    private void reported(int times, double ratio) {
        for (int i = 0; i < times; i++) {
            ratios.reported("gpt", 1_000, Math.round(1_000 * ratio));
        }
    }

    @Test
    void areCautiousOfWhomTheyDoNotKnow() {
        assertThat(ratios.of("gpt")).isEqualTo(TokenRatios.COLD);
        reported(4, 2);
        assertThat(ratios.of("gpt")).isEqualTo(TokenRatios.COLD);
    }

    @Test
    void followWhatProvidersReport() {
        reported(90, 1.5);
        reported(10, 2);
        assertThat(ratios.of("gpt").likely()).isCloseTo(1.5, within(0.001));
        assertThat(ratios.of("gpt").cautious()).isCloseTo(2 * 1.05, within(0.001));
        assertThat(ratios.of("claude")).isEqualTo(TokenRatios.COLD);
    }

    @Test
    void forgetWhatIsLongAgo() {
        reported(200, 3);
        reported(64, 1);
        assertThat(ratios.of("gpt").likely()).isCloseTo(1, within(0.001));
        assertThat(ratios.of("gpt").cautious()).isCloseTo(1.05, within(0.001));
    }

    @Test
    void learnNothingOfSmallRequestsAndLittleOfAbsurdReports() {
        for (int i = 0; i < 20; i++) {
            ratios.reported("gpt", TokenRatios.LEAST - 1, 9_999);
            ratios.reported("gpt", 1_000, 0);
        }
        assertThat(ratios.of("gpt")).isEqualTo(TokenRatios.COLD);
        reported(5, 1_000_000);
        assertThat(ratios.of("gpt").likely()).isEqualTo(4);
    }
}
