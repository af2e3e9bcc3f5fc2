package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of(
            "Yi-34B",
            "claude-2",
            "claude-3-5-haiku-20241022",
            "claude-3-5-sonnet-20241022",
            "gpt-3.5-turbo-0125",
            "gpt-4-0314",
            "gpt-4-turbo-2024-04-09",
            "gpt-4o-2024-05-13",
            "gpt-4o-mini-2024-07-18",
            "o1-low");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt-4o-turbo | gpt-4-turbo-2024-04-09 | gpt-4o-2024-05-13",
                "gpt-4o-mini | gpt-4o-mini-2024-07-18 | gpt-4o-2024-05-13",
                "claude-sonnet-9 | claude-3-5-sonnet-20241022 | claude-2",
                "GPT_4O | gpt-4o-2024-05-13 | gpt-4o-mini-2024-07-18"
            })
    void putsNamesOfTheSameFamilyFirst(String written, String first, String second) {
        assertThat(Nearest.first(written, NAMES)).hasSameElementsAs(NAMES).startsWith(first, second);
    }

    @Test
    void leavesTheOrderOfWhatIsEquallyFarAndOfWhatIsTooLong() {
        assertThat(Nearest.first("x", List.of("b", "a", "c"))).containsExactly("b", "a", "c");
        assertThat(Nearest.first("x".repeat(10_000), NAMES)).isEqualTo(NAMES);
        assertThat(Nearest.first("b", List.of("y".repeat(10_000), "b"))).endsWith("y".repeat(10_000));
    }
}
