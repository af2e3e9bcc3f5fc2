package dev.signalbox.learn.train;

import dev.signalbox.learn.predict.Ensemble;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Logistic;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Scaling;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Prompts that were graded before known models were corrected. What was predicted and scored there of such a model is moved by what the
 * correction makes of it where the prompt lies, so that whoever is judged by these prompts is judged as it is known by now: bands that
 * are solved on scores of before and choose by predictions of now would trust a model that became worse all the more. The surface of
 * these prompts was not kept; the usual one is taken.
 */
final class Moved {
    private static final double EDGE = 1e-4;

    private final Scaling scaling;
    private final int[] corrected;

    /** @param corrected numbers of the known models that were corrected */
    Moved(Scaling scaling, int[] corrected) {
        this.scaling = scaling;
        this.corrected = Arrays.stream(corrected).sorted().toArray();
    }

    /** Fits of before and after. */
    record Change(Ensemble before, Ensemble after) {

        /** By how much the logits of these models change. */
        double[] at(float[] input, int[] models) {
            double[] was = before.quality(input, models);
            double[] is = after.quality(input, models);
            double[] change = new double[models.length];
            Arrays.setAll(change, m -> Logistic.logit(is[m]) - Logistic.logit(was[m]));
            return change;
        }
    }

    /** The prototypes as they are seen by now. */
    Prototypes of(Prototypes old, Change full, Change bySurface) {
        if (corrected.length == 0) {
            return old;
        }
        float[][] scores = old.scores().clone();
        float[][] foreseen = old.foreseen().clone();
        float[][] rehearsed = old.rehearsed().clone();
        float[][] surface = old.foreseenBySurface().clone();
        double[] ofSurface = bySurface.at(new float[scaling.mean().length], corrected);
        for (int p = 0; p < old.size(); p++) {
            int[] places = places(old.models()[p]);
            if (Arrays.stream(places).allMatch(at -> at < 0)) {
                continue;
            }
            double[] change = full.at(input(old.places()[p]), corrected);
            scores[p] = scores[p].clone();
            foreseen[p] = foreseen[p].clone();
            rehearsed[p] = rehearsed[p].clone();
            surface[p] = surface[p].clone();
            for (int m = 0; m < corrected.length; m++) {
                int at = places[m];
                if (at >= 0) {
                    float was = rehearsed[p][at];
                    rehearsed[p][at] = moved(was, change[m]);
                    scores[p][at] = score(scores[p][at], was, rehearsed[p][at]);
                    foreseen[p][at] = moved(foreseen[p][at], change[m]);
                    surface[p][at] = moved(surface[p][at], ofSurface[m]);
                }
            }
        }
        return old.seen(scores, foreseen, rehearsed, surface);
    }

    /** Where the corrected models stand among those that were graded on a prompt; below 0 where one was not. */
    private int[] places(short[] graded) {
        return Arrays.stream(corrected)
                .map(model -> Arrays.binarySearch(graded, (short) model))
                .toArray();
    }

    /**
     * The input of a prompt of which only the direction of its beginning and end together is known: they are taken to be alike, each
     * with an equal part of the embedding's length, and what else an embedding tells to be as usual.
     */
    private float[] input(byte[] place) {
        double length = Math.sqrt(Features.PARTS
                * IntStream.range(0, place.length)
                        .mapToDouble(i -> (double) place[i] * place[i])
                        .sum());
        float[] input = new float[Features.PARTS * place.length + scaling.mean().length];
        for (int i = 0; i < place.length; i++) {
            input[i] = (float) (length == 0 ? 0 : scaling.embedding() * place[i] / length);
            input[place.length + i] = input[i];
        }
        return input;
    }

    private static float moved(float probability, double change) {
        return (float) Logistic.probability(Logistic.logit(probability) + change);
    }

    /** A success stays one as far as it still is to be expected; a failure becomes one as far as it is to be expected by now. */
    private static float score(float score, double was, double is) {
        double before = Math.clamp(was, EDGE, 1 - EDGE);
        return (float) (is < before ? score * is / before : 1 - (1 - score) * (1 - is) / (1 - before));
    }
}
