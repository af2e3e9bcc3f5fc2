package dev.signalbox.learn.train;

/** Least squares with a penalty on all slopes but the constant, which stands last. */
final class Ridge {
    private Ridge() {}

    /** The slopes and the constant for targets of these rows. */
    static double[] fit(float[][] rows, double[] targets, double penalty) {
        int width = rows[0].length;
        double[][] gram = new double[width + 1][width + 1];
        double[] right = new double[width + 1];
        for (int r = 0; r < rows.length; r++) {
            float[] row = rows[r];
            for (int i = 0; i < width; i++) {
                double[] line = gram[i];
                float value = row[i];
                for (int j = 0; j <= i; j++) {
                    line[j] += value * row[j];
                }
                gram[width][i] += value;
                right[i] += value * targets[r];
            }
            gram[width][width]++;
            right[width] += targets[r];
        }
        for (int i = 0; i < width; i++) {
            gram[i][i] += penalty;
        }
        return Cholesky.of(gram).solve(right);
    }
}
