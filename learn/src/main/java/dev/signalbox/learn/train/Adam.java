package dev.signalbox.learn.train;

/** One array of parameters with the moments of Adam (Kingma and Ba 2015, arXiv:1412.6980). */
final class Adam {
    private static final float FIRST = 0.9f;
    private static final float SECOND = 0.999f;
    private static final float TINY = 1e-8f;

    final float[] values;
    final float[] gradient;
    private final float[] mean;
    private final float[] square;
    private final float decay;

    Adam(float[] values, double decay) {
        this.values = values;
        this.gradient = new float[values.length];
        this.mean = new float[values.length];
        this.square = new float[values.length];
        this.decay = (float) decay;
    }

    /** Goes one step down the gradient, which is 0 afterwards. */
    void step(int number, double rate) {
        float size =
                (float) (rate * Math.sqrt(1 - StrictMath.pow(SECOND, number)) / (1 - StrictMath.pow(FIRST, number)));
        for (int i = 0; i < values.length; i++) {
            float slope = gradient[i] + decay * values[i];
            mean[i] = FIRST * mean[i] + (1 - FIRST) * slope;
            square[i] = SECOND * square[i] + (1 - SECOND) * slope * slope;
            values[i] -= size * mean[i] / ((float) Math.sqrt(square[i]) + TINY);
            gradient[i] = 0;
        }
    }
}
