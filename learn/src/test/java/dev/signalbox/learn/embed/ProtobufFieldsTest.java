package dev.signalbox.learn.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufFieldsTest {

    private static byte[] message() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {1 << 3, (byte) 0xAC, 2}); // the number 300
        ProtobufFields.write(out, 20, "x".repeat(200).getBytes(StandardCharsets.UTF_8));
        out.writeBytes(new byte[] {3 << 3 | 5, 1, 2, 3, 4});
        out.writeBytes(new byte[] {4 << 3 | 1, 1, 2, 3, 4, 5, 6, 7, 8});
        return out.toByteArray();
    }

    @Test
    void showsEveryFieldAndCopiesItAsItWas() {
        List<String> seen = new ArrayList<>();
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        ProtobufFields.each(ByteBuffer.wrap(message()), (number, whole, value) -> {
            seen.add(number + " of " + value.remaining());
            ProtobufFields.copy(copy, whole);
        });
        assertThat(seen).containsExactly("1 of 2", "20 of 200", "3 of 4", "4 of 8");
        assertThat(copy.toByteArray()).isEqualTo(message());
    }

    @Test
    void refusesWhatIsCutOffWithinAField() {
        byte[] message = message();
        List<Integer> whole = new ArrayList<>();
        for (int length = 0; length <= message.length; length++) {
            ByteBuffer part = ByteBuffer.wrap(message, 0, length);
            try {
                ProtobufFields.each(part, (_, _, _) -> {});
                whole.add(length);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessage("message: ends too early");
            }
        }
        assertThat(whole).containsExactly(0, 3, 207, 212, 221);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a length below zero | 0AFFFFFFFFFFFFFFFFFF01 | message: ends too early",
                "a length beyond all memory | 0AFFFFFFFF07 | message: ends too early",
                "a number without an end | FFFFFFFFFFFFFFFFFFFF01 | message: a number of more than 64 bits",
                "the end of a group | 0C | message: a field of kind 4",
            })
    void refusesOtherBytes(String what, String bytes, String message) {
        ByteBuffer read = ByteBuffer.wrap(java.util.HexFormat.of().parseHex(bytes));
        assertThatThrownBy(() -> ProtobufFields.each(read, (_, _, _) -> {}))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aModelWithoutTheResultIsRefused() {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        ProtobufFields.write(model, 7, new byte[0]);
        assertThatThrownBy(() -> FirstLayers.of(model.toByteArray(), "there"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model: no result there");
    }
}
