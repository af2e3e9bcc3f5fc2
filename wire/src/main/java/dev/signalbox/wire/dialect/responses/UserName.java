package dev.signalbox.wire.dialect.responses;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The opaque name of an end user. OpenAI refuses long ones; a digest of a long one is as stable and as opaque. */
final class UserName {
    private static final int LONGEST = 64;

    private UserName() {}

    static String fitting(String user, Notes notes) {
        if (user.length() <= LONGEST) {
            return user;
        }
        notes.adjusted("user", user.length() + " characters", "its SHA-256", "longer than " + LONGEST);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
