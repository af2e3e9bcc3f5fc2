package dev.signalbox.learn.choice;

/**
 * How a mode chooses.
 *
 * @param lead by how much another model must be predicted better than the best single one: predictions err, and who picks the
 *     highest of many picks errors
 * @param usual whether the lead is that of the best single model over all kinds of prompts, not that of the best one for the kind
 */
record Setting(Dial dial, double lead, boolean usual) {

    /** Whether it looks at quality alone. */
    boolean leads() {
        return dial instanceof Dial.Price(double price) && price == 0;
    }

    /** The model of the highest standing; of equal ones the cheaper, then the one of higher quality, then the first. */
    int pick(double[] quality, double[] cost, int best, double scale) {
        double most = Double.NEGATIVE_INFINITY;
        double dearest = 0;
        for (int m = 0; m < quality.length; m++) {
            most = Math.max(most, quality[m] + (m == best ? lead : 0));
            dearest = Math.max(dearest, cost[m]);
        }
        int pick = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int m = 0; m < quality.length; m++) {
            double standing = dial.standing(quality[m] + (m == best ? lead : 0), cost[m], most, scale, dearest);
            if (standing > highest
                    || (standing == highest
                            && (cost[m] < cost[pick] || (cost[m] == cost[pick] && quality[m] > quality[pick])))) {
                highest = standing;
                pick = m;
            }
        }
        return pick;
    }
}
