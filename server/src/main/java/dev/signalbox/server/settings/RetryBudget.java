package dev.signalbox.server.settings;

/**
 * How many retries one target bears from all requests together.
 *
 * @param floor retries a second that are always allowed
 * @param percent beyond them, retries in a hundred of the requests that came to the target
 */
public record RetryBudget(int floor, int percent) {
    public static final int HIGHEST_FLOOR = 1_000_000;
    public static final int WHOLE = 100;

    public RetryBudget {
        Checks.that(floor >= 0 && floor <= HIGHEST_FLOOR, "floor", floor, "0 to " + HIGHEST_FLOOR);
        Checks.that(percent >= 0 && percent <= WHOLE, "percent", percent, "0 to " + WHOLE);
    }

    public static RetryBudget defaults() {
        return new RetryBudget(10, 10);
    }
}
