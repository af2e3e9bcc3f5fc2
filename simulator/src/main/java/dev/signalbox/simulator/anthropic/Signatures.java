package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.dialect.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Signs thinking, so that a block that comes back changed is noticed. Made from the seed and the text alone. */
final class Signatures {
    private static final int DIGESTS = 4;

    private final long seed;

    Signatures(long seed) {
        this.seed = seed;
    }

    String sign(String thinking) {
        byte[] signature = new byte[DIGESTS * 32];
        for (int i = 0; i < DIGESTS; i++) {
            System.arraycopy(digest("thinking " + i + ' ' + seed + ' ' + thinking), 0, signature, i * 32, 32);
        }
        return Base64.getEncoder().encodeToString(signature);
    }

    boolean signed(String thinking, String signature) {
        return sign(thinking).equals(signature);
    }

    /** The form in which thinking is handed out that the caller may not read. */
    String redact(String thinking) {
        String sealed = Base64.getEncoder().encodeToString(digest("redacted " + seed + ' ' + thinking));
        return sign(sealed) + '.' + sealed;
    }

    boolean redacted(String data) {
        int dot = data.indexOf('.');
        return dot > 0 && signed(data.substring(dot + 1), data.substring(0, dot));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Json.utf8(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
