package dev.signalbox.server.health;

import java.time.Duration;

/**
 * How far peers are believed about one target. A word holds for its time; the next one is believed when this gateway has seen
 * a failure itself, or {@value #DOUBT_MINUTES} minutes later. So a peer that only has trouble of its own cannot keep a target
 * away from here. Guarded by its owner; all times are on the monotonic clock.
 */
final class Hearsay {
    static final int DOUBT_MINUTES = 5;

    private boolean heard;
    private boolean agreed;
    private long heardAt;
    private long until;
    private boolean doubting;
    private long doubtUntil;

    boolean doubts(long now) {
        return doubting && now - doubtUntil < 0;
    }

    void believe(long now, Duration time) {
        heard = true;
        agreed = false;
        heardAt = now;
        until = now + time.toNanos();
        doubtFrom(until);
    }

    /** What is left of the time of the last word. */
    Duration left(long now) {
        return heard && now - until < 0 ? Duration.ofNanos(until - now) : Duration.ZERO;
    }

    boolean holds(long now) {
        return heard && now - until < 0;
    }

    /** An attempt went well that began at this time; one that began before the word says nothing against it. */
    void sawSuccess(long began, long now) {
        if (heard && began - heardAt >= 0) {
            heard = false;
            if (!agreed) {
                doubtFrom(now);
            }
        }
    }

    void sawFailure() {
        agreed = true;
        doubting = false;
    }

    private void doubtFrom(long moment) {
        doubting = true;
        doubtUntil = moment + Duration.ofMinutes(DOUBT_MINUTES).toNanos();
    }
}
