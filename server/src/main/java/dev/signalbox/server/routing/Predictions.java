package dev.signalbox.server.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signalbox.learn.predict.Prediction;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Predictions of one learned route by prompt, the latest ones. A prompt is known again by 128 bits of its SHA-256, so no text is
 * kept. Only what an embedding had a part in is remembered: what the surface alone decided may be decided better next time.
 */
final class Predictions {
    private static final int MOST = 10_000;

    /** Half of a digest. */
    record Key(long high, long low) {}

    private final Cache<Key, Prediction> remembered = Caffeine.newBuilder()
            .maximumSize(MOST)
            .executor(Runnable::run) // upkeep is short, and needs no pool of its own
            .build();

    static Key key(PromptText text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            put(digest, text.system());
            put(digest, text.user());
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
            return new Key(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With its length before it, and letter by letter: as UTF-8 every half of a pair would be the same question mark. */
    private static void put(MessageDigest digest, String text) {
        ByteBuffer letters = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * text.length());
        letters.putInt(text.length());
        letters.asCharBuffer().put(text);
        digest.update(letters.array());
    }

    Optional<Prediction> known(Key key) {
        return Optional.ofNullable(remembered.getIfPresent(key));
    }

    void remember(Key key, Prediction prediction) {
        remembered.put(key, prediction);
    }
}
