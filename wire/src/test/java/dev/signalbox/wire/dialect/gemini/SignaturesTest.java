package dev.signalbox.wire.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.gemini.Signatures.Placed;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signature and its place are one text, and come out of it again. */
class SignaturesTest {
    @Test
    void comeBackAsTheyWere() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(13);
        for (int i = 0; i < 2_000; i++) {
            Placed placed = switch (random.nextInt(4)) {
                case 0 -> new Placed.OfCall(words(random), words(random));
                case 1 -> new Placed.OfText(random.nextInt(1_000), words(random));
                case 2 -> new Placed.Last(words(random));
                default -> new Placed.OfThought(words(random));
            };
            assertThat(Signatures.read(Signatures.write(placed))).contains(placed);
        }
    }

    private static String words(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        String letters = "ab:/+=_-0123.callxt\u00e9";
        random.ints(random.nextInt(12), 0, letters.length()).forEach(i -> text.append(letters.charAt(i)));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "call:",
                "call:5:ab:x",
                "call:x:ab:y",
                "call:-1:a:b",
                "call:99999999999:a",
                "text:a:b",
                "text:1",
                "c2ln"
            })
    void areNothingWhereTheyWereNeverWritten(String text) {
        assertThat(Signatures.read(text)).isEmpty();
    }
}
