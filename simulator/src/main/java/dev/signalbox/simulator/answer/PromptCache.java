package dev.signalbox.simulator.answer;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Remembers the beginnings of prompts that callers marked: a prompt that begins with one of them reads it from the cache.
 * Nothing is too short and nothing expires, but only the last few thousand beginnings are kept. For one thread at a time.
 */
public final class PromptCache {
    private static final int MOST = 4096;

    private final LinkedHashSet<Long> beginnings = new LinkedHashSet<>();

    /** How long a marked beginning is to be kept. */
    public enum Mark {
        NONE,
        FIVE_MINUTES,
        ONE_HOUR
    }

    /** One piece of a prompt, in its order; {@code mark} says that the beginning up to its end is to be kept. */
    public record Segment(String content, int tokens, Mark mark) {}

    /** What the cache did for one prompt, in tokens. */
    public record Use(int read, int written5m, int written1h) {}

    /** Reads the longest beginning that is known and keeps those that are marked. */
    public Use use(String scope, List<Segment> prompt) {
        long hash = Seeded.hash(0, scope);
        int tokens = 0;
        int read = 0;
        int counted = 0;
        int written5m = 0;
        int written1h = 0;
        boolean marked = prompt.stream().anyMatch(segment -> segment.mark() != Mark.NONE);
        for (Segment segment : prompt) {
            hash = Seeded.hash(hash, segment.content());
            tokens += segment.tokens();
            if (marked && beginnings.contains(hash)) {
                read = tokens;
                counted = tokens;
                written5m = 0;
                written1h = 0;
            } else if (segment.mark() == Mark.FIVE_MINUTES) {
                written5m += tokens - counted;
                counted = tokens;
            } else if (segment.mark() == Mark.ONE_HOUR) {
                written1h += tokens - counted;
                counted = tokens;
            }
            if (segment.mark() != Mark.NONE) {
                keep(hash);
            }
        }
        return new Use(read, written5m, written1h);
    }

    private void keep(long hash) {
        beginnings.remove(hash);
        beginnings.add(hash);
        if (beginnings.size() > MOST) {
            Iterator<Long> oldest = beginnings.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
