package dev.signalbox.learn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrieTest {
    private final Trie trie = new Trie();

    @Test
    void findsEveryPieceThatWasAddedAndNoOther() {
        IntStream.range(0, 20_000).forEach(i -> trie.add(Integer.toString(i, 36), 0, i));
        IntStream.range(0, 20_000)
                .forEach(i -> assertThat(find(Integer.toString(i, 36))).isEqualTo(i));
        assertThat(find("zzzz")).isEqualTo(Trie.NONE);
        assertThat(find("")).isEqualTo(Trie.NONE);
    }

    @Test
    void aBeginningOfAPieceIsNoPiece() {
        trie.add("##ing", 2, 7);
        assertThat(find("in")).isEqualTo(Trie.NONE);
        assertThat(find("ing")).isEqualTo(7);
    }

    @Test
    void refusesTheLetterThatMarksFreeSlots() {
        assertThatThrownBy(() -> trie.add("\0", 0, 1)).hasMessageContaining("letter of a piece: NUL");
    }

    private int find(String text) {
        int node = Trie.ROOT;
        for (int i = 0; i < text.length() && node != Trie.NONE; i++) {
            node = trie.step(node, text.charAt(i));
        }
        return node == Trie.NONE ? Trie.NONE : trie.piece(node);
    }
}
