package dev.signalbox.server.ceilings;

import java.time.Duration;

/**
 * Why a target takes nothing more now.
 *
 * @param target its name
 * @param words the reason, for plans and errors
 * @param left until it may take something again; a guess where requests at once are too many
 */
public record Saturation(String target, Limit limit, String words, Duration left) {

    /** Whether time alone makes room. */
    public boolean rate() {
        return limit != Limit.CONCURRENCY;
    }
}
