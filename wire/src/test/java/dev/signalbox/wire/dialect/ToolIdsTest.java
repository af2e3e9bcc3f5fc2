package dev.signalbox.wire.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ToolIdsTest {
    private static final ToolIds NINE = new ToolIds(Pattern.compile("[a-zA-Z0-9]{9}"));

    @Test
    void keepsAnIdThatIsAllowed() {
        assertThat(NINE.safe("abcDEF123")).isEqualTo("abcDEF123");
    }

    @Test
    void makesTheSameIdFromTheSameIdInTheFormThatIsAllowed() {
        String safe = NINE.safe("toolu_01A09q90qw90lq917835lq9");

        assertThat(safe).matches("[a-zA-Z0-9]{9}").isEqualTo(NINE.safe("toolu_01A09q90qw90lq917835lq9"));
        assertThat(NINE.safe("call_1")).matches("[a-zA-Z0-9]{9}").isNotEqualTo(safe);
    }

    @Test
    void givesTenThousandIdsTenThousandOthers() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(NINE.safe("call_" + i));
        }
        assertThat(made).hasSize(10_000);
    }

    @Test
    void prefersTheUsualFormWhereItIsAllowed() {
        assertThat(new ToolIds(Pattern.compile("[a-z0-9_]{1,40}")).safe("Über")).matches("call_[0-9a-f]{32}");
    }

    @Test
    void refusesAPatternThatNoHashMeets() {
        assertThatThrownBy(() -> new ToolIds(Pattern.compile("[0-9]{3}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0-9]{3} (expected: a pattern that takes");
    }
}
