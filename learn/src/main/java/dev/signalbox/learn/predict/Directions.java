package dev.signalbox.learn.predict;

/**
 * Directions laid out so that one is quickly compared with all: four numbers in each integer, one direction behind the other. A
 * quarter of the memory is read that way, and the compiler multiplies many at a time; the sums are exact in any case.
 */
public final class Directions {
    private static final int PACKED = 4;

    /** What is added to each number so that none is below zero, and shifts need not mind signs. */
    private static final int OFFSET = 128;

    private static final int BYTE = 0xFF;

    private final int[] packed;
    private final int width;
    private final double[] norms;

    private Directions(int[] packed, int width, double[] norms) {
        this.packed = packed;
        this.width = width;
        this.norms = norms;
    }

    /** Those of these places, which are all as long as the first. */
    public static Directions of(byte[][] places) {
        int length = places.length == 0 ? 0 : places[0].length;
        int width = Math.ceilDiv(length, PACKED);
        int[] packed = new int[places.length * width];
        double[] norms = new double[places.length];
        for (int p = 0; p < places.length; p++) {
            if (places[p].length != length) {
                throw new IllegalArgumentException(
                        "places: one of " + places[p].length + " numbers (expected: " + length + ", as the first has)");
            }
            int squares = 0;
            for (int i = 0; i < length; i++) {
                int value = places[p][i];
                squares += value * value;
                packed[p * width + i / PACKED] |= (value + OFFSET) << (Byte.SIZE * (i % PACKED));
            }
            norms[p] = Math.max(1, Math.sqrt(squares));
        }
        return new Directions(packed, width, norms);
    }

    /** The cosine of a place with each of them. */
    double[] cosines(byte[] place) {
        int[][] every = new int[PACKED][width];
        int sum = 0;
        int squares = 0;
        for (int i = 0; i < place.length; i++) {
            every[i % PACKED][i / PACKED] = place[i];
            sum += place[i];
            squares += place[i] * place[i];
        }
        double norm = Math.max(1, Math.sqrt(squares)); // what has no direction is like nothing
        double[] cosines = new double[norms.length];
        for (int p = 0; p < cosines.length; p++) {
            int dot = dot(every[0], every[1], every[2], every[3], p * width) - OFFSET * sum;
            cosines[p] = dot / (norm * norms[p]);
        }
        return cosines;
    }

    private int dot(int[] first, int[] second, int[] third, int[] fourth, int from) {
        int sum = 0;
        for (int i = 0; i < first.length; i++) {
            int four = packed[from + i];
            sum += first[i] * (four & BYTE)
                    + second[i] * ((four >>> Byte.SIZE) & BYTE)
                    + third[i] * ((four >>> (2 * Byte.SIZE)) & BYTE)
                    + fourth[i] * (four >>> (3 * Byte.SIZE));
        }
        return sum;
    }
}
