package dev.signalbox.wire.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeamTest {
    private static String joined(String beginning, boolean echoes, String... rest) {
        Seam seam = new Seam(beginning, echoes);
        StringBuilder text = new StringBuilder(beginning);
        for (String piece : rest) {
            text.append(seam.on(piece));
        }
        return text.append(seam.end()).toString();
    }

    @Test
    void blanksAtTheEndAreNotSentAndNotToldTwice() {
        assertThat(new Seam("one two \n", false).said()).isEqualTo("one two");
        assertThat(joined("one ", false, " two")).isEqualTo("one two");
        assertThat(joined("one\n\n", false, "\n", "\n", "\ntwo")).isEqualTo("one\n\n\ntwo");
        assertThat(joined("one ", false, "two")).isEqualTo("one two");
        assertThat(joined("one", false, " two", " ", "three")).isEqualTo("one two three");
    }

    @Test
    void aRepeatedBeginningIsLeftOutHoweverItIsCut() {
        assertThat(joined("one two ", true, "o", "ne t", "wo three")).isEqualTo("one two three");
        assertThat(joined("one two", true, "one two", " three")).isEqualTo("one two three");
    }

    @Test
    void whatOnlyLooksLikeARepetitionIsKept() {
        assertThat(joined("one two", true, " on", "e three")).isEqualTo("one two one three");
        assertThat(joined("one two", true, "one", " more")).isEqualTo("one twoone more");
        assertThat(joined("one two", true, "one")).isEqualTo("one twoone");
        assertThat(joined("", true, "one")).isEqualTo("one");
    }
}
