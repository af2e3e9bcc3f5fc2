package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.predict.Ensemble;
import dev.signalbox.learn.predict.Factors;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Weights that get rows for further models. */
final class Grown {
    private final Weights weights;
    private final List<String> added = new ArrayList<>();

    Grown(Weights weights) {
        this.weights = weights;
    }

    /** Makes room for a model unless it is known; gives its number. */
    int add(String name, OptionalInt known) {
        if (known.isPresent()) {
            return known.getAsInt();
        }
        added.add(name);
        return weights.known().size() + added.size() - 1;
    }

    Ensemble full() {
        return grown(weights.full());
    }

    Ensemble bySurface() {
        return grown(weights.bySurface());
    }

    private Ensemble grown(Ensemble ensemble) {
        return new Ensemble(ensemble.fits().stream().map(this::grown).toList());
    }

    private Factors grown(Factors fit) {
        int size = fit.models() + added.size();
        float[][] ability = Arrays.copyOf(fit.ability(), size);
        float[][] heads = Arrays.copyOf(fit.heads(), size);
        for (int m = fit.models(); m < size; m++) {
            ability[m] = new float[fit.rank()];
            heads[m] = new float[0];
        }
        return new Factors(
                fit.inputs(),
                fit.rank(),
                fit.skills(),
                fit.skillBias(),
                fit.ease(),
                ability,
                Arrays.copyOf(fit.bias(), size),
                heads);
    }

    /** A fit with other abilities of one model, the bias last. */
    static Factors with(Factors fit, int model, double[] values) {
        float[][] ability = fit.ability().clone();
        float[] bias = fit.bias().clone();
        ability[model] = new float[fit.rank()];
        for (int k = 0; k < fit.rank(); k++) {
            ability[model][k] = (float) values[k];
        }
        bias[model] = (float) values[fit.rank()];
        return new Factors(
                fit.inputs(), fit.rank(), fit.skills(), fit.skillBias(), fit.ease(), ability, bias, fit.heads());
    }

    /**
     * What is known of all models. The overall score of a calibrated one is what the fits expect on the graded prompts, moved by how
     * much easier these are for the other models than prompts of all kinds.
     */
    List<KnownModel> known(Dataset graded, int[] numbers, Features[] features, Ensemble full) {
        List<KnownModel> known = new ArrayList<>(weights.known());
        double others = known.stream().mapToDouble(KnownModel::mean).average().orElse(0);
        double length = known.stream().mapToDouble(KnownModel::length).average().orElse(0);
        int[] before = new int[weights.known().size()];
        Arrays.setAll(before, m -> m);
        double othersHere = 0;
        double[] here = new double[numbers.length];
        for (Features of : features) {
            float[] input = weights.scaling().input(of);
            othersHere += Arrays.stream(full.quality(input, before)).average().orElse(0) / features.length;
            double[] quality = full.quality(input, numbers);
            for (int m = 0; m < numbers.length; m++) {
                here[m] += quality[m] / features.length;
            }
        }
        int[] counts = new int[numbers.length];
        for (int o = 0; o < graded.outcomes(); o++) {
            counts[graded.model(o)]++;
        }
        for (int m = 0; m < numbers.length; m++) {
            float mean = (float) Math.clamp(here[m] + others - othersHere, 0, 1);
            if (numbers[m] < weights.known().size()) {
                KnownModel old = known.get(numbers[m]);
                known.set(
                        numbers[m],
                        new KnownModel(
                                old.name(),
                                old.graded() + counts[m],
                                (old.mean() * old.graded() + mean * counts[m]) / Math.max(1, old.graded() + counts[m]),
                                old.length(),
                                old.hiddenTokens()));
            } else {
                known.add(new KnownModel(graded.models().get(m), counts[m], mean, (float) length, 0));
            }
        }
        return known;
    }
}
