package dev.signalbox.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The SHA-256 of a caller's key, the only form in which a caller's key is kept.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record KeyDigest(String hex) {

    private static final String PREFIX = "sha256:";
    private static final int DIGITS = 64;

    public KeyDigest {
        if (!isHex(hex)) {
            throw new IllegalArgumentException(
                    "key digest: " + hex.length() + " characters (expected: 64 hexadecimal)");
        }
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /** The digest of a key in clear. */
    public static KeyDigest of(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return new KeyDigest(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public static boolean isWritten(String text) {
        return text.startsWith(PREFIX) && isHex(text.substring(PREFIX.length()));
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.length() == DIGITS;
    }

    /** Reads {@code sha256:HEX}; throws {@link IllegalArgumentException} for anything else, without repeating it. */
    public static KeyDigest parse(String text) {
        if (!isWritten(text)) {
            throw new IllegalArgumentException(
                    "key digest: not readable (expected: sha256: and 64 hexadecimal digits)");
        }
        return new KeyDigest(text.substring(PREFIX.length()));
    }

    /** The form that users write: {@code sha256:HEX}. */
    public String written() {
        return PREFIX + hex;
    }

    /** Enough to recognise the digest, too little to try keys against it. */
    @Override
    public String toString() {
        return PREFIX + hex.substring(0, 8) + Secret.MASK;
    }
}
