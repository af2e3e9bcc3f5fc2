package dev.signalbox.wire.dialect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Ids of tool calls in the form that a dialect takes. An id of another form becomes a hash of itself, so that a call and its
 * result meet without any state between turns.
 *
 * @param allowed what the dialect's providers accept; must accept {@code call_} and 32 hexadecimal digits
 */
public record ToolIds(Pattern allowed) {
    private static final int HASH_BYTES = 16;

    /** The id itself if it is allowed, otherwise one made of its hash. */
    public String safe(String id) {
        return allowed.matcher(id).matches() ? id : "call_" + hash(id);
    }

    private static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
