package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.dialect.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/** Signs the parts that thinking led to, so that a call that comes back with another signature is noticed. */
final class Signatures {
    /** What the API documents for histories that come from another model. */
    private static final Set<String> ACCEPTED =
            Set.of("skip_thought_signature_validator", "context_engineering_is_the_way_to_go");

    private static final int DIGESTS = 3;

    private final long seed;

    Signatures(long seed) {
        this.seed = seed;
    }

    /** The signature of a call of a function, or of a text under the name {@code text}. */
    String sign(String name) {
        byte[] signature = new byte[DIGESTS * 32];
        for (int i = 0; i < DIGESTS; i++) {
            byte[] digest = digest("thought " + i + ' ' + seed + ' ' + name);
            System.arraycopy(digest, 0, signature, i * 32, 32);
        }
        return Base64.getEncoder().encodeToString(signature);
    }

    /** Whether a signature may stand at a call of a function. */
    boolean signed(String name, String signature) {
        return ACCEPTED.contains(signature) || sign(name).equals(signature);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Json.utf8(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
