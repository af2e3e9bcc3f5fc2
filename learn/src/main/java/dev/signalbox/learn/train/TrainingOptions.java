package dev.signalbox.learn.train;

import dev.signalbox.learn.predict.Neighbourhood;

/**
 * How weights are trained.
 *
 * @param full fits that read the embedding; {@code fits} of them are averaged
 * @param surface the fit that reads the surface alone
 * @param folds parts of the data, each of which is predicted by as many fits of the others
 * @param embeddingScale standard deviation of an embedding's components in the input, about
 * @param surfaceScale standard deviation of surface features in the input
 * @param surroundings prompts nearby that tell which skills a prompt asks for
 * @param mostPerSource prototypes of one source
 * @param guard share of a source's prompts that count as novel
 * @param threads fits at a time; changes nothing but the time
 */
public record TrainingOptions(
        FactorOptions full,
        FactorOptions surface,
        int fits,
        int folds,
        double embeddingScale,
        double surfaceScale,
        Neighbourhood neighbourhood,
        int surroundings,
        int mostPerSource,
        double guard,
        long seed,
        int threads) {

    /** Rejects what cannot be trained with. */
    public TrainingOptions {
        if (fits < 1 || surroundings < 1 || folds < 2 || mostPerSource < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "fits, surroundings, most per source, threads: at least 1; folds: at least 2");
        }
    }

    /** What was best on development data. */
    public static TrainingOptions standard(long seed, int threads) {
        return new TrainingOptions(
                FactorOptions.FULL,
                FactorOptions.SURFACE,
                3,
                4,
                0.1,
                1,
                new Neighbourhood(60, 10, 8),
                200,
                3_000,
                0.05,
                seed,
                threads);
    }
}
