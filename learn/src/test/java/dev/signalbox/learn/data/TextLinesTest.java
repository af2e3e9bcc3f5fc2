package dev.signalbox.learn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    private static List<String> lines(byte[] bytes) throws DataException {
        List<String> all = new ArrayList<>();
        try (TextLines lines = new TextLines("f", new ByteArrayInputStream(bytes))) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
            }
            assertThat(lines.number()).isEqualTo(all.size());
        }
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void readsNoMoreThanMayBeUnpacked() throws Exception {
        byte[] bomb = zipped(utf8("x\n".repeat(2 << 20)));
        assertThat(bomb.length).isLessThan(10_000);
        assertThatThrownBy(() -> {
                    try (TextLines lines = new TextLines("f.gz", new ByteArrayInputStream(bomb), 1 << 20)) {
                        for (String line = lines.next(); line != null; line = lines.next()) {
                            assertThat(line).isEqualTo("x");
                        }
                    }
                })
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("f.gz:")
                .hasMessageEndingWith("it unpacks to more than 1 MiB (expected: at most that)");
        assertThat(lines(zipped(utf8("a\nb")))).containsExactly("a", "b");
    }

    @Test
    void knowsEndsOfLinesAndAByteOrderMark() throws Exception {
        assertThat(lines(utf8(""))).isEmpty();
        assertThat(lines(utf8("a"))).containsExactly("a");
        assertThat(lines(utf8("\uFEFFa\r\n\nb\r\n"))).containsExactly("a", "", "b");
        assertThat(lines(utf8("a\rb\n\uFEFFc"))).containsExactly("a\rb", "\uFEFFc");
    }

    @Test
    void joinsLinesThatAreLongerThanTheBuffer() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            expected.add("é€x".repeat(random.nextInt(30_000)));
        }
        assertThat(lines(utf8(String.join("\n", expected) + "\n"))).isEqualTo(expected);
        assertThat(lines(zipped(utf8(String.join("\r\n", expected) + "\r\n")))).isEqualTo(expected);
    }

    @Test
    void rejectsWhatIsNotUtf8ButKeepsAReplacementCharacter() throws Exception {
        assertThat(lines(utf8("\uFFFD"))).containsExactly("\uFFFD");
        byte[] latin = "ok\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> lines(latin)).hasMessage("f:2: not UTF-8 (expected: text in UTF-8)");
    }

    @Test
    void saysThatCompressedDataIsCutOrDamaged() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        byte[] noise = new byte[200_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i % 50 == 49 ? '\n' : 'a' + random.nextInt(26));
        }
        byte[] whole = zipped(noise);
        for (int length : new int[] {3, 12, whole.length / 2, whole.length - 1}) {
            assertThatThrownBy(() -> lines(Arrays.copyOf(whole, length)))
                    .as("the first %d bytes", length)
                    .isInstanceOf(DataException.class)
                    .hasMessageEndingWith("the compressed data ends too early (expected: a whole gzip file)");
        }
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1;
        assertThatThrownBy(() -> lines(damaged)).hasMessageContaining("the compressed data is damaged");
    }
}
