package dev.signalbox.learn.train;

import java.util.function.IntFunction;

/**
 * How rows of numbers lie, column by column.
 *
 * @param mean of each column
 * @param deviation standard deviation of each column, never quite 0
 */
record Spread(float[] mean, float[] deviation) {
    private static final double SMALLEST = 1e-4;

    /** That of these rows, which are all as long as the first. */
    static Spread of(int[] rows, IntFunction<float[]> row) {
        int width = row.apply(rows[0]).length;
        double[] sum = new double[width];
        for (int r : rows) {
            float[] values = row.apply(r);
            for (int i = 0; i < width; i++) {
                sum[i] += values[i];
            }
        }
        double[] squares = new double[width];
        for (int r : rows) {
            float[] values = row.apply(r);
            for (int i = 0; i < width; i++) {
                squares[i] += Math.pow(values[i] - sum[i] / rows.length, 2);
            }
        }
        float[] mean = new float[width];
        float[] deviation = new float[width];
        for (int i = 0; i < width; i++) {
            mean[i] = (float) (sum[i] / rows.length);
            deviation[i] = (float) (Math.sqrt(squares[i] / rows.length) + SMALLEST);
        }
        return new Spread(mean, deviation);
    }
}
