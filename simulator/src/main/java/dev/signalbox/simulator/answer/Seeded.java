package dev.signalbox.simulator.answer;

import java.util.SplittableRandom;

/** Deterministic randomness: the same seed and the same words give the same ids, on every machine. */
public final class Seeded {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Seeded() {}

    /** The 64-bit FNV-1a hash of the texts, begun from the seed. */
    public static long hash(long seed, CharSequence... texts) {
        long hash = FNV_OFFSET ^ seed;
        for (CharSequence text : texts) {
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ 0x1f) * FNV_PRIME;
        }
        return hash;
    }

    /** An id of {@code length} letters and digits. */
    public static String id(String prefix, int length, long seed, CharSequence... texts) {
        SplittableRandom random = new SplittableRandom(hash(seed, texts));
        StringBuilder id = new StringBuilder(prefix.length() + length).append(prefix);
        for (int i = 0; i < length; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
