package dev.signalbox.learn.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lines of a text and numbers that the reference gave for it, with a tab between. In the text everything but printable ASCII, and
 * the backslash, is written as {@code \}{@code uXXXX}.
 */
public record Goldens(String text, String numbers) {

    /** The lines of this resource; those that begin with a hash are remarks. */
    public static List<Goldens> read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Goldens(plain(parts[0]), parts[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String escaped) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '\\') {
                plain.append((char) Integer.parseInt(escaped, i + 2, i + 6, 16));
                i += 5;
            } else {
                plain.append(escaped.charAt(i));
            }
        }
        return plain.toString();
    }
}
