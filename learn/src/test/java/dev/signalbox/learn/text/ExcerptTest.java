package dev.signalbox.learn.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExcerptTest {
    private static final int START = 101;
    private static final int END = 102;

    private final WordPiece pieces = WordPiece.miniLm();

    @Test
    void aShortPromptStandsBetweenTheMarks() {
        Excerpt excerpt = Excerpt.of(pieces, "", "The gate is closed.");
        assertThat(excerpt.tokens()).isEqualTo(marked(pieces.pieces("The gate is closed.")));
        assertThat(excerpt.shortened()).isFalse();
    }

    @Test
    void theLongestPromptThatFitsIsWhole() {
        Excerpt excerpt = Excerpt.of(pieces, numbers(94));
        assertThat(excerpt.tokens()).isEqualTo(marked(pieces.pieces(numbers(94))));
        assertThat(excerpt.shortened()).isFalse();
    }

    @Test
    void ofALongerOneTwoThirdsAreItsBeginningAndOneItsEnd() {
        String text = numbers(90_000);
        int[] all = pieces.pieces(text);
        int[] tokens = Excerpt.of(pieces, text).tokens();
        assertThat(tokens).hasSize(Excerpt.MOST).startsWith(START).endsWith(END);
        assertThat(Arrays.copyOfRange(tokens, 1, 64)).isEqualTo(Arrays.copyOf(all, 63));
        assertThat(Arrays.copyOfRange(tokens, 64, 95)).isEqualTo(Arrays.copyOfRange(all, all.length - 31, all.length));
        assertThat(Excerpt.of(pieces, text).shortened()).isTrue();
    }

    @Test
    void instructionsComeFirstAndNeverWeighMoreThanTheWordsOfTheUser() {
        assertThat(Excerpt.of(pieces, numbers(500), "one two three").tokens())
                .isEqualTo(marked(pieces.pieces(numbers(3) + " one two three")));
        assertThat(Excerpt.of(pieces, numbers(500), numbers(50)).tokens())
                .isEqualTo(marked(pieces.pieces(numbers(Excerpt.MOST_OF_SYSTEM) + " " + numbers(50))));
    }

    @Test
    void instructionsTakeTheirRoomFromALongPrompt() {
        int[] tokens = Excerpt.of(pieces, numbers(500), numbers(5_000)).tokens();
        assertThat(tokens).hasSize(Excerpt.MOST);
        int[] words = pieces.pieces(numbers(5_000));
        assertThat(Arrays.copyOfRange(tokens, 33, 33 + 42)).isEqualTo(Arrays.copyOf(words, 42));
        assertThat(Arrays.copyOfRange(tokens, 95 - 20, 95))
                .isEqualTo(Arrays.copyOfRange(words, words.length - 20, words.length));
    }

    @Test
    void whoSaidNothingIsToldByTheInstructions() {
        assertThat(Excerpt.of(pieces, "Be brief.", "").tokens()).isEqualTo(marked(pieces.pieces("Be brief.")));
        assertThat(Excerpt.of(pieces, "", "").tokens()).containsExactly(START, END);
    }

    @Test
    void tokensCannotBeChangedFromOutside() {
        Excerpt excerpt = Excerpt.of(pieces, "yes");
        excerpt.tokens()[0] = 7;
        assertThat(excerpt.tokens()).startsWith(START);
    }

    /** Small numbers, each of which is one piece. */
    private static String numbers(int count) {
        return IntStream.range(0, count)
                .map(i -> i % 50 + 10)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private static int[] marked(int[] tokens) {
        return IntStream.concat(IntStream.concat(IntStream.of(START), Arrays.stream(tokens)), IntStream.of(END))
                .toArray();
    }
}
