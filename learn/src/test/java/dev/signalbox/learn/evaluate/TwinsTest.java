package dev.signalbox.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.data.Prompt;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TwinsTest {

    private static int[] of(String... texts) {
        List<Prompt> prompts =
                Stream.of(texts).map(text -> Prompt.of("some", text)).toList();
        return Twins.of(prompts);
    }

    @Test
    void findsTheSameWordsWhateverTheirCaseSignsAndSpaces() {
        assertThat(of("What is  love?", "Is love", "what\nis love", "— what is LOVE"))
                .containsExactly(0, 1, 0, 0);
    }

    @Test
    void findsAQuestionAgainWhateverItOffersToChooseFrom() {
        assertThat(of(
                        "Which is a prime?\nA. 4\nB. 7",
                        "Which is a prime?\nA. 4\nB. 7\nC. 9\nD. 10",
                        "Which is a prime?\n(A) six\n(B) five",
                        "Which is a square?\nA. 4\nB. 7"))
                .containsExactly(0, 0, 0, 1);
    }

    @Test
    void takesOtherNumbersAndOtherWordsForOtherPrompts() {
        assertThat(of("Add 2 and 3", "Add 2 and 4", "Please add 2 and 3")).containsExactly(0, 1, 2);
    }

    @Test
    void leavesTextsWithoutAWordForThemselves() {
        assertThat(of("?!", "...", "?!", "\nA. yes\nB. no", "\nA. red\nB. blue"))
                .containsExactly(0, 1, 0, 2, 3);
    }
}
