package dev.signalbox.learn.embed;

import dev.signalbox.learn.text.Excerpt;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What excerpts of the same tokens have in common: 128 bits of SHA-256, so that nobody can write a prompt that is taken for
 * another's.
 */
record ExcerptKey(long high, long low) {

    static ExcerptKey of(Excerpt excerpt) {
        int[] tokens = excerpt.tokens();
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * tokens.length);
        bytes.asIntBuffer().put(tokens);
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
            return new ExcerptKey(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
