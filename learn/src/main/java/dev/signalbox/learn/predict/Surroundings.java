package dev.signalbox.learn.predict;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which skills fits see in graded prompts, so that those of a new prompt are told from its surroundings as well. The arrays are not
 * copied.
 *
 * @param neighbours how many graded prompts are looked at
 * @param skills by prototype, those of all fits one behind the other, in units of {@code scales}
 * @param scales by skill
 * @param average abilities in each skill, the mean of the models that it was trained with
 * @param kinds by kind of prompts, the mean skills of its prototypes
 * @param near by kind, see {@link Believed}
 * @param own by kind, see {@link Believed}
 * @param calibrated numbers of the models whose abilities were fitted after the skills were: they are predicted at the prompt's own place, for
 *     a fit to skills as they are seen has the best of them already
 */
public record Surroundings(
        int neighbours,
        byte[][] skills,
        float[] scales,
        float[] average,
        float[][] kinds,
        float[] near,
        float[] own,
        short[] calibrated) {
    /** Weight of the prompt itself among its neighbours. */
    private static final double ITSELF = 1;

    /** Rejects what does not belong together. */
    public Surroundings {
        if (neighbours < 1
                || neighbours > Neighbourhood.MOST
                || near.length != kinds.length
                || own.length != kinds.length) {
            throw new IllegalArgumentException("surroundings: " + neighbours + " neighbours, " + kinds.length
                    + " kinds, " + near.length + " and " + own.length
                    + " shares (expected: at most " + Neighbourhood.MOST + " neighbours, and as many shares as kinds)");
        }
    }

    /**
     * The surroundings of these skills.
     *
     * @param skills by prototype, of all fits one behind the other
     * @param tasks the kind of each prototype
     * @param believed by kind
     */
    public static Surroundings of(
            int neighbours, Ensemble full, double[][] skills, short[] tasks, Believed[] believed) {
        int width = width(full);
        float[] scales = new float[width];
        Arrays.fill(scales, Float.MIN_NORMAL);
        double[][] sums = new double[believed.length][width];
        int[] counts = new int[believed.length];
        for (int p = 0; p < skills.length; p++) {
            counts[tasks[p]]++;
            for (int k = 0; k < width; k++) {
                scales[k] = (float) Math.max(scales[k], Math.abs(skills[p][k]) / Byte.MAX_VALUE);
                sums[tasks[p]][k] += skills[p][k];
            }
        }
        float[][] kinds = new float[believed.length][width];
        float[] near = new float[believed.length];
        float[] own = new float[believed.length];
        for (int kind = 0; kind < kinds.length; kind++) {
            near[kind] = (float) believed[kind].near();
            own[kind] = (float) believed[kind].own();
            for (int k = 0; k < width; k++) {
                kinds[kind][k] = (float) mean(sums, counts, kind, k);
            }
        }
        Surroundings empty =
                new Surroundings(neighbours, new byte[0][], scales, average(full), kinds, near, own, new short[0]);
        return empty.with(skills);
    }

    /**
     * The mean skill of a kind; of all kinds if it has no prompts.
     *
     * @param sums by kind and skill
     * @param counts by kind
     */
    public static double mean(double[][] sums, int[] counts, int kind, int skill) {
        if (counts[kind] > 0) {
            return sums[kind][skill] / counts[kind];
        }
        double sum = 0;
        for (double[] its : sums) {
            sum += its[skill];
        }
        return sum / Math.max(1, IntStream.of(counts).sum());
    }

    /** The same where these models were calibrated. */
    public Surroundings calibrated(int[] numbers) {
        Set<Short> all = new TreeSet<>();
        for (short number : calibrated) {
            all.add(number);
        }
        for (int number : numbers) {
            all.add((short) number);
        }
        short[] sorted = new short[all.size()];
        int next = 0;
        for (short number : all) {
            sorted[next++] = number;
        }
        return new Surroundings(neighbours, skills, scales, average, kinds, near, own, sorted);
    }

    /** The same where this model is not known, and those behind it move up. */
    public Surroundings without(int model) {
        int[] rest = IntStream.range(0, calibrated.length)
                .map(i -> calibrated[i])
                .filter(number -> number != model)
                .map(number -> number < model ? number : number - 1)
                .toArray();
        return new Surroundings(neighbours, skills, scales, average, kinds, near, own, new short[0]).calibrated(rest);
    }

    /** The same with further prototypes behind those that are there. */
    public Surroundings with(double[][] more) {
        byte[][] all = Arrays.copyOf(skills, skills.length + more.length);
        for (int p = 0; p < more.length; p++) {
            byte[] row = new byte[scales.length];
            for (int k = 0; k < row.length; k++) {
                row[k] = (byte) Math.clamp(Math.round(more[p][k] / scales[k]), -Byte.MAX_VALUE, Byte.MAX_VALUE);
            }
            all[skills.length + p] = row;
        }
        return new Surroundings(neighbours, all, scales, average, kinds, near, own, calibrated);
    }

    /** The skills that fits see in a prompt, as they are kept. */
    public static double[] skills(Ensemble full, float[] input) {
        double[] skills = new double[width(full)];
        int from = 0;
        for (Factors fit : full.fits()) {
            System.arraycopy(fit.place(input), 0, skills, from, fit.rank());
            from += fit.rank();
        }
        return skills;
    }

    private static float[] average(Ensemble full) {
        float[] average = new float[width(full)];
        int from = 0;
        for (Factors fit : full.fits()) {
            double[] its = fit.averageAbility();
            for (int k = 0; k < its.length; k++) {
                average[from + k] = (float) its[k];
            }
            from += its.length;
        }
        return average;
    }

    /** How many skills all fits have. */
    static int width(Ensemble full) {
        return full.fits().stream().mapToInt(Factors::rank).sum();
    }

    /** What the fits say of these models where a prompt is believed to lie, and of calibrated ones where it lies itself. */
    double[] quality(Ensemble full, float[] input, double[][] believed, int[] models) {
        double[] quality = full.quality(input, believed, models);
        int[] themselves = IntStream.range(0, models.length)
                .filter(m -> Arrays.binarySearch(calibrated, (short) models[m]) >= 0)
                .toArray();
        if (themselves.length > 0) {
            double[] its = full.quality(
                    input, IntStream.of(themselves).map(m -> models[m]).toArray());
            for (int i = 0; i < themselves.length; i++) {
                quality[themselves[i]] = its[i];
            }
        }
        return quality;
    }

    /** By fit, the place that a prompt is believed to have. */
    double[][] places(Ensemble full, float[] input, int kind, Neighbours around, double sharpness) {
        Neighbours first = around.first(neighbours);
        double[] nearby = nearby(first, sharpness);
        double total = first.weight(sharpness);
        Believed believed = new Believed(near[kind], own[kind]);
        double[][] places = new double[full.fits().size()][];
        int from = 0;
        for (int f = 0; f < places.length; f++) {
            Factors fit = full.fits().get(f);
            double[] itself = fit.place(input);
            double[] mean = new double[fit.rank()];
            double[] its = new double[fit.rank()];
            double[] abilities = new double[fit.rank()];
            for (int k = 0; k < its.length; k++) {
                mean[k] = mean(nearby[from + k], total, itself[k]);
                its[k] = kinds[kind][from + k];
                abilities[k] = average[from + k];
            }
            places[f] = believed.place(itself, mean, its, abilities);
            from += fit.rank();
        }
        return places;
    }

    /** The mean of what neighbours sum up to and of a prompt itself. */
    public static double mean(double sum, double weight, double itself) {
        return (sum + ITSELF * itself) / (weight + ITSELF);
    }

    /** Sums over neighbours by their weights. */
    private double[] nearby(Neighbours around, double sharpness) {
        double[] sums = new double[scales.length];
        for (int i = 0; i < around.prototypes().length; i++) {
            double weight = around.weight(i, sharpness);
            byte[] row = skills[around.prototypes()[i]];
            for (int k = 0; k < sums.length; k++) {
                sums[k] += weight * row[k];
            }
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] *= scales[k];
        }
        return sums;
    }
}
