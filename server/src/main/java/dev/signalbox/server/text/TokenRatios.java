package dev.signalbox.server.text;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * By how much estimates of input tokens are wrong for each target: learned from what providers reported for their last
 * answers. Counts the input of requests without media only, whose tokens follow other rules.
 */
public final class TokenRatios {
    /** The smallest estimate that teaches anything: below it, what providers add to every request weighs too much. */
    public static final long LEAST = 256;

    /** What is believed of a target that has hardly answered: the estimate, and a quarter more to be on the safe side. */
    public static final Ratio COLD = new Ratio(1.0, 1.25);

    /** No estimate is multiplied by more than this. */
    public static final double HIGHEST = RatioWindow.MOST_CAUTIOUS;

    private final ConcurrentMap<String, RatioWindow> targets = new ConcurrentHashMap<>();

    /**
     * What an estimate is multiplied by.
     *
     * @param likely gives the tokens as they probably are
     * @param cautious gives more tokens than nine of ten requests have
     */
    public record Ratio(double likely, double cautious) {}

    /** What is believed of this target. */
    public Ratio of(String target) {
        RatioWindow window = targets.get(target);
        return window == null ? COLD : window.ratio();
    }

    /**
     * A provider reported the input of a request.
     *
     * @param target its configured name, so that callers cannot invent more
     */
    public void reported(String target, long estimated, long reported) {
        if (estimated >= LEAST && reported > 0) {
            targets.computeIfAbsent(target, _ -> new RatioWindow()).add((double) reported / estimated);
        }
    }
}
