package dev.signalbox.server.exchange;

import java.util.Optional;

/**
 * A target in its place of the plan, with the reason why it stands there.
 *
 * @param branch the label of the route's branch that it belongs to; empty where there is only one
 * @param health how the target stood when the plan was made, a stable word
 * @param score what the strategy compared it by, if it compares
 */
public record Candidate(Target target, String reason, String branch, String health, Optional<Score> score) {
    private static final String HEALTHY = "healthy";

    /** A healthy one. */
    public Candidate(Target target, String reason) {
        this(target, reason, "", HEALTHY, Optional.empty());
    }

    /** The same target, of this branch. */
    public Candidate of(String itsBranch) {
        return new Candidate(target, reason, itsBranch, health, score);
    }

    /** The same place for another reason. */
    public Candidate because(String why) {
        return new Candidate(target, why, branch, health, score);
    }

    /** The same, standing so. */
    public Candidate standing(String word) {
        return new Candidate(target, reason, branch, word, score);
    }

    /** The same, compared by this. */
    public Candidate scored(Score its) {
        return new Candidate(target, reason, branch, health, Optional.of(its));
    }

    /** The same place for the same target under other bounds. */
    public Candidate with(Target other) {
        return new Candidate(other, reason, branch, health, score);
    }
}
