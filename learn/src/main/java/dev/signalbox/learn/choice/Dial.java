package dev.signalbox.learn.choice;

/** How quality is weighed against cost, fixed when a policy is solved. */
sealed interface Dial {

    /** The cheapest model of those predicted within a width of the best. */
    record Band(double width) implements Dial {}

    /**
     * The model of the highest {@code quality - price x cost / scale}.
     *
     * @param price quality that the cost of an average request of the best model is worth
     */
    record Price(double price) implements Dial {}

    /**
     * How a model with this quality and cost stands; higher is better, comparable within one prompt.
     *
     * @param best the highest quality among the eligible
     * @param scale cost of an average request of the best single model
     * @param dearest the highest cost among the eligible
     */
    default double standing(double quality, double cost, double best, double scale, double dearest) {
        return switch (this) {
            case Band(double width) ->
                // within the band by cost, all of them ahead of those outside, which stand by quality
                quality >= best - width ? 2 - (dearest > 0 ? cost / dearest : 0) : quality - 1;
            case Price(double price) -> quality - price * cost / scale;
        };
    }

    /** Whether a model is good enough. */
    default boolean within(double quality, double cost, double best, double bestCost, double scale) {
        return switch (this) {
            case Band(double width) -> quality >= best - width;
            case Price(double price) -> quality >= best - price * Math.max(0, bestCost - cost) / scale;
        };
    }
}
