package dev.signalbox.simulator.script;

import java.time.Duration;

/**
 * How fast an answer comes.
 *
 * @param firstToken the time from the complete request to the first byte of the reply
 * @param tokensPerSecond how fast tokens follow, in streams and for the length of whole answers; 0 for at once
 * @param tokensPerEvent how many tokens one event of a stream carries, at least 1
 */
public record Pace(Duration firstToken, double tokensPerSecond, int tokensPerEvent) {
    public Pace {
        if (firstToken.isNegative()) {
            throw new IllegalArgumentException("first token: " + firstToken + " (expected: 0 or more)");
        }
        if (!(tokensPerSecond >= 0 && tokensPerSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("tokens per second: " + tokensPerSecond + " (expected: 0 or more)");
        }
        if (tokensPerEvent < 1) {
            throw new IllegalArgumentException("tokens per event: " + tokensPerEvent + " (expected: 1 or more)");
        }
    }

    /** Everything at once, one token in each event. */
    public static Pace atOnce() {
        return new Pace(Duration.ZERO, 0, 1);
    }

    public static Pace of(Duration firstToken, double tokensPerSecond) {
        return new Pace(firstToken, tokensPerSecond, 1);
    }

    public Pace withTokensPerEvent(int tokens) {
        return new Pace(firstToken, tokensPerSecond, tokens);
    }

    /**
     * Reads {@code ttft=200ms,tps=50,chunk=2}; what is not named stays as it is here.
     *
     * @throws IllegalArgumentException which says what is wrong and what was expected
     */
    public Pace changed(String text) {
        Fields fields = Fields.read(text);
        Pace changed = new Pace(
                fields.duration("ttft", firstToken),
                fields.number("tps", tokensPerSecond),
                fields.count("chunk", tokensPerEvent));
        fields.refuseOthers("pace");
        return changed;
    }

    /** When the token with this number (the first is 0) is due, in nanoseconds after the request. */
    public long due(int token) {
        return firstToken.toNanos() + (tokensPerSecond == 0 ? 0 : (long) (token * 1e9 / tokensPerSecond));
    }
}
