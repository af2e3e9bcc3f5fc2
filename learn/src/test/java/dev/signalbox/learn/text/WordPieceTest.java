package dev.signalbox.learn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordPieceTest {
    private static final List<String> SCRAPS = List.of(
            "a",
            "Train ",
            ".",
            " ",
            "\n",
            "中",
            "é",
            "e\u0301",
            "가",
            "各\u0301",
            "≠",
            "\uD83D\uDE80",
            "\uD840\uDC00",
            "\uD800",
            "\0",
            "١",
            "क्षि",
            "word".repeat(30),
            "\u0301",
            "ab-cd ",
            "\u200B");

    private final WordPiece pieces = WordPiece.miniLm();

    @Test
    void givesThePiecesOfTheReference() {
        List<Goldens> goldens = Goldens.read(WordPieceTest.class, "pieces.tsv");
        assertThat(goldens).hasSizeGreaterThan(250);
        for (Goldens golden : goldens) {
            assertThat(Arrays.stream(pieces.pieces(golden.text()))
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(" ")))
                    .as(golden.text())
                    .isEqualTo(golden.numbers());
        }
    }

    @Test
    void headAndTailAreThoseOfTheWholeText() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 400; i++) {
            String text = Stream.generate(() -> SCRAPS.get(random.nextInt(SCRAPS.size())))
                    .limit(random.nextInt(400))
                    .collect(Collectors.joining());
            int[] all = pieces.pieces(text);
            for (int most : new int[] {0, 1, 5, 84, 255}) {
                int count = Math.min(most, all.length);
                assertThat(pieces.head(text, most)).isEqualTo(Arrays.copyOf(all, count));
                assertThat(pieces.tail(text, most)).isEqualTo(Arrays.copyOfRange(all, all.length - count, all.length));
            }
        }
    }

    @Test
    void readsNoMoreOfALongTextThanItNeeds() {
        String book = "The gate is closed, 不可 通过. ".repeat(1_000_000);
        pieces.head(book, 255); // what is kept about characters is found out here
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(pieces.head(book, 255)).hasSize(255);
            assertThat(pieces.tail(book, 84)).hasSize(84);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aTextWithoutAnEndTakesNoLongerThanItIsLong() {
        for (String one : List.of("x", "\u0301", "가", "\u09CB", "\uD83D\uDE80", "\0", "\uD800", "ก", "- ")) {
            String hostile = one.repeat(200_000);
            long start = System.nanoTime();
            assertThat(pieces.head(hostile, 255)).hasSizeLessThanOrEqualTo(255);
            assertThat(pieces.tail(hostile, 84)).hasSizeLessThanOrEqualTo(84);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(one).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void refusesAFileThatIsNoVocabularyOfWordPiece() {
        assertThatThrownBy(() -> read("{\"model\":{\"type\":\"BPE\",\"vocab\":{}}}"))
                .hasMessage("tokenizer: some.json says BPE (expected: WordPiece)");
        assertThatThrownBy(() -> read("{\"model\":{\"type\":\"WordPiece\",\"vocab\":{\"[UNK]\":0}}}"))
                .hasMessage("tokenizer: some.json has no piece [CLS]");
        assertThatThrownBy(() -> read("{\"model\":")).hasMessageStartingWith("tokenizer: some.json cannot be read");
        assertThatThrownBy(() -> VocabularyFile.read("/none.json"))
                .hasMessage("tokenizer: /none.json is not on the class path");
    }

    private static Vocabulary read(String json) {
        return VocabularyFile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "some.json");
    }
}
