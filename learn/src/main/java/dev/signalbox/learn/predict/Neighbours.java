package dev.signalbox.learn.predict;

/**
 * The prototypes nearest to an embedding, nearest first.
 *
 * @param prototypes their numbers
 * @param cosines how near each is
 */
record Neighbours(int[] prototypes, double[] cosines) {
    /** The nearest {@code most} prototypes; of equally near ones the first. */
    static Neighbours of(float[] embedding, Prototypes prototypes, int most) {
        double[] all = prototypes.directions().cosines(Prototypes.place(embedding));
        int size = Math.min(most, prototypes.size());
        int[] numbers = new int[size];
        double[] cosines = new double[size];
        int found = 0;
        for (int p = 0; p < prototypes.size(); p++) {
            double cosine = all[p];
            if (found < size || cosine > cosines[size - 1]) {
                int at = found < size ? found++ : size - 1;
                while (at > 0 && cosines[at - 1] < cosine) {
                    cosines[at] = cosines[at - 1];
                    numbers[at] = numbers[at - 1];
                    at--;
                }
                cosines[at] = cosine;
                numbers[at] = p;
            }
        }
        return new Neighbours(numbers, cosines);
    }
}
