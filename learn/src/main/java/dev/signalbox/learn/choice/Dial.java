package dev.signalbox.learn.choice;

/** How quality is weighed against cost, fixed when a policy is solved. */
sealed interface Dial {

    /**
     * How a model with this quality and cost stands; higher is better, comparable within one prompt.
     *
     * @param best the highest quality among the eligible
     * @param scale cost of an average request of the best single model
     * @param dearest the highest cost among the eligible
     */
    double standing(double quality, double cost, double best, double scale, double dearest);

    /** Whether a model is good enough. */
    boolean within(double quality, double cost, double best, double bestCost, double scale);

    /** The cheapest model of those predicted within a width of the best. */
    record Band(double width) implements Dial {
        @Override
        public double standing(double quality, double cost, double best, double scale, double dearest) {
            // within the band by cost, all of them ahead of those outside, which stand by quality
            return quality >= best - width ? 2 - (dearest > 0 ? cost / dearest : 0) : quality - 1;
        }

        @Override
        public boolean within(double quality, double cost, double best, double bestCost, double scale) {
            return quality >= best - width;
        }
    }

    /**
     * The model of the highest {@code quality - price x cost / scale}.
     *
     * @param price quality that the cost of an average request of the best model is worth
     */
    record Price(double price) implements Dial {
        @Override
        public double standing(double quality, double cost, double best, double scale, double dearest) {
            return quality - price * cost / scale;
        }

        @Override
        public boolean within(double quality, double cost, double best, double bestCost, double scale) {
            return quality >= best - price * Math.max(0, bestCost - cost) / scale;
        }
    }
}
