package dev.signalbox.learn.choice;

/**
 * What a setting got on some prompts: sums over them, so that any prompts' can be added.
 *
 * @param picked sum of the scores of what was picked; {@code best} the same of the best single model
 * @param pickedSquares sum of their squares; {@code bestSquares} and {@code products} likewise
 * @param cost sum of expected USD of what was picked; {@code bestCost} the same of the best single model
 */
record Tally(
        int prompts,
        double picked,
        double best,
        double pickedSquares,
        double bestSquares,
        double products,
        double cost,
        double bestCost) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(
                prompts + other.prompts,
                picked + other.picked,
                best + other.best,
                pickedSquares + other.pickedSquares,
                bestSquares + other.bestSquares,
                products + other.products,
                cost + other.cost,
                bestCost + other.bestCost);
    }

    /** Mean score that is kept beyond a share of the best single model's. */
    double slack(double share) {
        return prompts == 0 ? 0 : (picked - share * best) / prompts;
    }

    /** Whether no more than a band is lost, by some standard errors. */
    boolean keeps(double band, double sure) {
        return slack(1 - band) >= sure * error(1 - band);
    }

    /** Share of the best single model's quality. */
    double kept() {
        return best > 0 ? picked / best : 1;
    }

    /** Standard error of {@link #kept}. */
    double keptError() {
        return best > 0 ? error(kept()) * prompts / best : 0;
    }

    /** Standard error of {@link #slack}. */
    double error(double share) {
        double squares = pickedSquares - 2 * share * products + share * share * bestSquares;
        double slack = slack(share);
        return Math.sqrt(Math.max(0, squares - prompts * slack * slack)) / Math.max(1, prompts);
    }
}
