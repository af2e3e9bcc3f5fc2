package dev.signalbox.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a caller thought of an answer. The newest of a request counts.
 *
 * @param requestId the request that was answered
 * @param at when it was told
 * @param score 0 is useless, 1 is all that was wanted
 * @param comment in the caller's words, where these are kept
 * @param labels short words of the caller's choice
 */
public record Feedback(String requestId, Instant at, double score, Optional<String> comment, List<String> labels) {
    /** Rejects what is no score. */
    public Feedback {
        labels = List.copyOf(labels);
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score: " + score + " (expected: 0 to 1)");
        }
    }

    /** Whether the other says the same, be it at another time. */
    public boolean saysTheSame(Feedback other) {
        return score == other.score && comment.equals(other.comment) && labels.equals(other.labels);
    }

    /** What became of feedback. */
    public enum Taken {
        /** It counts now. */
        NEW,
        /** It was said before, and nothing changed. */
        SAME,
        /** There is no entry that it could belong to. */
        NOBODYS
    }

    /**
     * The score of a request that counts, with what answered it.
     *
     * @param arrived when the request arrived
     * @param route the route that was asked for
     * @param model our name of the model that answered
     */
    public record Scored(String requestId, Instant arrived, Optional<String> route, String model, double score) {}
}
