package dev.signalbox.cli;

import dev.signalbox.server.settings.KeyDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A new key of a caller: a recognisable beginning and 256 random bits. Only for the one moment in which it is shown. */
final class CallerKey {

    static final String PREFIX = "sbx_";
    private static final int BYTES = 32;

    private final String text;

    private CallerKey(String text) {
        this.text = text;
    }

    static CallerKey random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new CallerKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The key in clear. */
    String reveal() {
        return text;
    }

    /** What the configuration holds: {@code sha256:HEX}. */
    String digest() {
        return KeyDigest.of(text).written();
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
