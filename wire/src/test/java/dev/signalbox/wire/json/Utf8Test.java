package dev.signalbox.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(8);

    @Test
    void agreesWithTheDecoderOfThePlatform() {
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = bytes();
            assertThat(Utf8.firstMalformed(bytes) < 0).as("%s", bytes).isEqualTo(decodes(bytes));
        }
    }

    @Test
    void tellsWhereTheFirstMalformedCharacterBegins() {
        byte[] bytes = "0123456789\u00e9".getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.firstMalformed(bytes)).isEqualTo(-1);
        bytes[11] = 'x';
        assertThat(Utf8.firstMalformed(bytes)).isEqualTo(10);
    }

    @Test
    void findsTheQuoteThatClosesAString() {
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) "aaaaaaaaaaaaaaaaaaaa\\\"\u0080\u00a2".charAt(random.nextInt(24));
            }
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            assertThat(Quote.closing(bytes, from)).as("%s", bytes).isEqualTo(plainly(bytes, from));
        }
    }

    private static int plainly(byte[] bytes, int from) {
        boolean escaped = false;
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == '"' && !escaped) {
                return at;
            }
            escaped = bytes[at] == '\\' && !escaped;
        }
        return bytes.length;
    }

    /** Mostly well-formed text, with a byte changed here and there. */
    private byte[] bytes() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(0x80);
                        case 1 -> 0x80 + random.nextInt(0x780);
                        case 2 -> 0xE000 + random.nextInt(0x1000);
                        default -> 0x10000 + random.nextInt(0x100000);
                    });
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
