package dev.signalbox.learn.choice;

/**
 * How much of the best single model's quality a mode may give away, on average over prompts.
 *
 * @param balanced share, such as 0.02
 * @param cost share, such as 0.06
 */
public record Bands(double balanced, double cost) {
    /** Two percent, and six: the upper ends of what the field calls balanced and cost. */
    public static final Bands DEFAULT = new Bands(0.02, 0.06);

    /** Rejects shares outside of 0 to 0.5 and a balanced mode that gives away more than the cost mode. */
    public Bands {
        share("balanced", balanced);
        share("cost", cost);
        if (balanced > cost) {
            throw new IllegalArgumentException(
                    "balanced: " + balanced + " (expected: at most the band of cost, " + cost + ")");
        }
    }

    /** The band of a mode. */
    public double of(Mode mode) {
        return switch (mode) {
            case QUALITY -> 0;
            case BALANCED -> balanced;
            case COST -> cost;
        };
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 0.5)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a share from 0 to 0.5)");
        }
    }
}
