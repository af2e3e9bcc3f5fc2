package dev.signalbox.learn.predict;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The prototypes nearest to an embedding, nearest first.
 *
 * @param prototypes their numbers
 * @param cosines how near each is
 */
public record Neighbours(int[] prototypes, double[] cosines) {
    /** The nearest {@code most} prototypes; of equally near ones the first. */
    public static Neighbours of(float[] embedding, Prototypes prototypes, int most) {
        return of(embedding, prototypes, most, new int[0]);
    }

    /**
     * The same of all but some.
     *
     * @param without numbers of those that are left out
     */
    public static Neighbours of(float[] embedding, Prototypes prototypes, int most, int[] without) {
        BitSet out = new BitSet();
        IntStream.of(without).forEach(out::set);
        double[] all = prototypes.directions().cosines(Prototypes.place(embedding));
        int size = Math.min(most, prototypes.size() - out.cardinality());
        int[] numbers = new int[size];
        double[] cosines = new double[size];
        int found = 0;
        for (int p = out.nextClearBit(0); size > 0 && p < prototypes.size(); p = out.nextClearBit(p + 1)) {
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

    /** The nearest of them. */
    public Neighbours first(int most) {
        return most >= prototypes.length
                ? this
                : new Neighbours(Arrays.copyOf(prototypes, most), Arrays.copyOf(cosines, most));
    }

    /**
     * How much one of them weighs.
     *
     * @param place among them
     * @param sharpness see {@link Neighbourhood#sharpness}
     */
    public double weight(int place, double sharpness) {
        return StrictMath.exp(sharpness * (cosines[place] - 1));
    }

    /** How much all of them weigh. */
    public double weight(double sharpness) {
        double sum = 0;
        for (int i = 0; i < cosines.length; i++) {
            sum += weight(i, sharpness);
        }
        return sum;
    }
}
