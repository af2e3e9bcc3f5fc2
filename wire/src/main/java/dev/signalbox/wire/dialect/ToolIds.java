package dev.signalbox.wire.dialect;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Ids of tool calls in the form that a dialect takes. An id of another form becomes a hash of itself, so that a call and its
 * result meet without any state between turns.
 *
 * @param allowed what the providers accept; it must accept a hash in one of these forms: {@code call_} and 32 hexadecimal
 *     digits, four to 22 letters and digits, or four to 32 hexadecimal digits
 */
public record ToolIds(Pattern allowed) {
    private static final int HASH_BYTES = 16;
    private static final int SAMPLES = 16;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 22;
    private static final BigInteger LETTERS = BigInteger.valueOf(62);

    /** Rejects a pattern that no hash can meet, for then there would be ids without a safe form. */
    public ToolIds {
        boolean met = IntStream.range(0, SAMPLES)
                .allMatch(sample -> made("sample " + sample).anyMatch(allowed.asMatchPredicate()));
        if (!met) {
            throw new IllegalArgumentException("ids of tool calls: " + allowed
                    + " (expected: a pattern that takes call_ and 32 hexadecimal digits, or " + SHORTEST + " to "
                    + LONGEST
                    + " letters and digits)");
        }
    }

    /** The id itself if it is allowed, otherwise one made of its hash. */
    public String safe(String id) {
        return allowed.matcher(id).matches()
                ? id
                : made(id).filter(allowed.asMatchPredicate()).findFirst().orElseThrow();
    }

    /** What an id may become, the likeliest to be unique first. */
    private static Stream<String> made(String id) {
        byte[] hash = hash(id);
        String digits = HexFormat.of().formatHex(hash);
        return Stream.of(Stream.of("call_" + digits), beginnings(letters(hash)), beginnings(digits))
                .flatMap(forms -> forms);
    }

    private static Stream<String> beginnings(String text) {
        return IntStream.iterate(text.length(), length -> length >= SHORTEST, length -> length - 1)
                .mapToObj(length -> text.substring(0, length));
    }

    private static String letters(byte[] hash) {
        StringBuilder letters = new StringBuilder();
        BigInteger rest = new BigInteger(1, hash);
        while (letters.length() < LONGEST) {
            BigInteger[] parts = rest.divideAndRemainder(LETTERS);
            int digit = parts[1].intValue();
            letters.append((char) (digit < 10 ? '0' + digit : digit < 36 ? 'a' + digit - 10 : 'A' + digit - 36));
            rest = parts[0];
        }
        return letters.toString();
    }

    private static byte[] hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
