package dev.signalbox.learn.measure;

/** Means and columns of plain arrays. */
final class Mean {

    private Mean() {}

    static double of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static double[] column(double[][] values, int column) {
        double[] taken = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            taken[i] = values[i][column];
        }
        return taken;
    }
}
