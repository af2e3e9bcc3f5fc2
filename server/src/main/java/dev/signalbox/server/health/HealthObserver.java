package dev.signalbox.server.health;

import java.time.Duration;

/** Hears of what happens to targets. Called by whoever made the attempt, so it must not block. */
public interface HealthObserver {
    /** Nobody listens. */
    HealthObserver NONE = new HealthObserver() {};

    /** This target is watched from now on. */
    default void watched(Health health, String target) {}

    /** A rule has taken this target out of rotation, or a probe has failed by it. */
    default void tripped(String target, String rule, Duration time) {}

    /** A probe went well: the target that this gateway had found failing takes requests again. */
    default void reset(String target) {}

    /** So many attempts failed in a row at a target without rules that others are tried first for this time. */
    default void setBack(String target, Duration time) {}

    /** A retry was not made, because the target has borne too many lately. */
    default void retrySuppressed(String target) {}
}
