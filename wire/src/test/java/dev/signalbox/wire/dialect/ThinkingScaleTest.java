package dev.signalbox.wire.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingScaleTest {
    private final ThinkingScale scale = ThinkingScale.standard();

    @ParameterizedTest
    @CsvSource({
        "minimal, 1024",
        "low, 1024",
        "medium, 8192",
        "high, 24576",
        "xhigh, 32768",
        "max, 60000",
        "of-tomorrow, 8192"
    })
    void turnsAWordIntoABudget(String effort, long tokens) {
        assertThat(scale.budget(effort, OptionalLong.of(60_000))).hasValue(tokens);
    }

    @Test
    void givesNoBudgetWhenThinkingIsOff() {
        assertThat(scale.budget("none", OptionalLong.of(60_000))).isEmpty();
    }

    @Test
    void keepsABudgetWithinWhatTheModelCan() {
        assertThat(scale.budget("high", OptionalLong.of(8_000))).hasValue(8_000);
        assertThat(scale.budget("max", OptionalLong.empty())).hasValue(32_768);
    }

    @ParameterizedTest
    @CsvSource({"1, low", "1024, low", "4000, medium", "10000, medium", "20000, high", "31000, xhigh", "900000, xhigh"})
    void turnsABudgetIntoTheNearestWord(long budget, String effort) {
        assertThat(scale.effort(budget)).isEqualTo(effort);
    }

    @Test
    void findsTheNearestLowerWordThatATargetKnows() {
        List<String> supported = List.of("low", "medium", "high");
        assertThat(scale.nearest("high", supported)).contains("high");
        assertThat(scale.nearest("max", supported)).contains("high");
        assertThat(scale.nearest("minimal", supported)).contains("low");
        assertThat(scale.nearest("of-tomorrow", supported)).contains("medium");
        assertThat(scale.nearest("low", List.of())).isEmpty();
    }

    @Test
    void lowersAndRaisesTheNeighboursOfWhatWasSet() {
        ThinkingScale changed = scale.with(Map.of("medium", 2_000L, "xhigh", 20_000L));
        assertThat(changed.steps())
                .containsExactly(
                        new ThinkingScale.Step("minimal", 1_024),
                        new ThinkingScale.Step("low", 1_024),
                        new ThinkingScale.Step("medium", 2_000),
                        new ThinkingScale.Step("high", 20_000),
                        new ThinkingScale.Step("xhigh", 20_000));
        assertThat(scale.with(Map.of("low", 30_000L)).budget("high", OptionalLong.empty()))
                .hasValue(30_000);
        assertThatThrownBy(() -> scale.with(Map.of("low", 5_000L, "high", 2_000L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesABudgetThatFits() {
        assertThat(ThinkingScale.fit(2_000, 4_000, OptionalLong.empty()))
                .isEqualTo(Optional.of(new ThinkingScale.Fit(2_000, 4_000)));
    }

    @Test
    void raisesTheCapByTheBudgetThatDoesNotFit() {
        assertThat(ThinkingScale.fit(20_000, 4_000, OptionalLong.of(64_000)))
                .isEqualTo(Optional.of(new ThinkingScale.Fit(20_000, 24_000)));
    }

    @Test
    void shrinksTheBudgetWhereTheModelCannotAnswerWithThatMuch() {
        assertThat(ThinkingScale.fit(20_000, 4_000, OptionalLong.of(8_000)))
                .isEqualTo(Optional.of(new ThinkingScale.Fit(4_000, 8_000)));
        assertThat(ThinkingScale.fit(20_000, 8_000, OptionalLong.of(8_000)))
                .isEqualTo(Optional.of(new ThinkingScale.Fit(1_024, 8_000)));
    }

    @Test
    void raisesABudgetBelowTheLeast() {
        assertThat(ThinkingScale.fit(100, 4_000, OptionalLong.empty()))
                .isEqualTo(Optional.of(new ThinkingScale.Fit(1_024, 4_000)));
    }

    @Test
    void tellsWhenNotEvenTheLeastBudgetFits() {
        assertThat(ThinkingScale.fit(2_000, 500, OptionalLong.of(1_000))).isEmpty();
    }

    @Test
    void rejectsAScaleThatFalls() {
        assertThatThrownBy(() -> new ThinkingScale(
                        List.of(new ThinkingScale.Step("low", 4_096), new ThinkingScale.Step("high", 2_048))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: rising");
    }
}
