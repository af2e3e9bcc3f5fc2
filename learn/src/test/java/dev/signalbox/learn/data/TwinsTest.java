package dev.signalbox.learn.data;

import static org.assertj.core.api.Assertions.assertThat;

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
                        "Which of the following numbers is a prime number?\nA. 4\nB. 7",
                        "Which of the following numbers is a prime number?\nA. 4\nB. 7\nC. 9\nD. 10",
                        "Which of the following numbers is a prime number?\n(A) six\n(B) five",
                        "Which of the following numbers is a square number?\nA. 4\nB. 7"))
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

    @Test
    void takesOnlyChoicesForChoices() {
        assertThat(of(
                        "Which of the following numbers is a prime number?\nA. 4\nB. 7\nAnswer:",
                        "Which of the following numbers is a prime number?",
                        "Say to which of these queues the following ticket belongs:\nA. billing\nB. tech\n\nTicket: I paid twice",
                        "Say to which of these queues the following ticket belongs:\nA. billing\nB. tech\n\nTicket: It is slow",
                        "Below is a randomly generated logic circuit of some gates\n\nA: one\nC: two",
                        "Below is a randomly generated logic circuit of some gates\n\nA: two\nC: one"))
                .containsExactly(0, 0, 1, 2, 3, 4);
    }

    @Test
    void tellsShortQuestionsByWhatTheyOffer() {
        assertThat(of("Which is true?\nA. cats fly\nB. cats purr", "Which is true?\nA. dogs fly\nB. dogs bark"))
                .containsExactly(0, 1);
    }

    @Test
    void takesPromptsWithoutATextForDifferentOnes() {
        List<Prompt> prompts = Stream.of("first", "second", "first")
                .map(id -> new Prompt(id, "", "", "", ""))
                .toList();
        assertThat(Twins.of(prompts)).containsExactly(0, 1, 0);
    }

    @Test
    void tellsWhoAsksTheSame() {
        List<Prompt> prompts = Stream.of("one", "two", "One?", "three")
                .map(text -> Prompt.of("some", text))
                .toList();
        assertThat(Twins.members(prompts)).isDeepEqualTo(new int[][] {{0, 2}, {1}, {0, 2}, {3}});
    }
}
