package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.predict.Ensemble;
import dev.signalbox.learn.predict.Factors;
import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weights that have forgotten a model: its abilities, its head and its outcomes. What the skills of all models owe to it stays, for
 * they would have to be trained again.
 */
final class LeftOut {
    private final int model;

    private LeftOut(int model) {
        this.model = model;
    }

    static Weights of(Weights weights, String name) {
        LeftOut without = new LeftOut(weights.number(name).orElseThrow());
        List<KnownModel> known = new ArrayList<>(weights.known());
        known.remove(without.model);
        return new Weights(
                weights.card(),
                weights.surfaceVersion(),
                known,
                weights.pool().stream().filter(each -> !each.equals(name)).toList(),
                weights.scaling(),
                without.of(weights.full()),
                without.of(weights.bySurface()),
                weights.lengths(),
                weights.surfaceLengths(),
                weights.domains(),
                weights.tasks(),
                without.of(weights.prototypes()),
                weights.neighbourhood(),
                weights.surroundings().without(without.model));
    }

    private Ensemble of(Ensemble ensemble) {
        return new Ensemble(ensemble.fits().stream().map(this::of).toList());
    }

    private Factors of(Factors fit) {
        float[] bias = new float[fit.models() - 1];
        float[][] ability = new float[bias.length][];
        float[][] heads = new float[bias.length][];
        for (int m = 0; m < bias.length; m++) {
            int from = m < model ? m : m + 1;
            bias[m] = fit.bias()[from];
            ability[m] = fit.ability()[from];
            heads[m] = fit.heads()[from];
        }
        return new Factors(fit.inputs(), fit.rank(), fit.skills(), fit.skillBias(), fit.ease(), ability, bias, heads);
    }

    private Prototypes of(Prototypes all) {
        int size = all.size();
        short[][] models = new short[size][];
        float[][][] values = new float[4][size][];
        float[][][] from = {all.scores(), all.foreseen(), all.rehearsed(), all.foreseenBySurface()};
        for (int p = 0; p < size; p++) {
            int at = Arrays.binarySearch(all.models()[p], (short) model);
            models[p] = models(all.models()[p], at);
            for (int v = 0; v < values.length; v++) {
                values[v][p] = at < 0 ? from[v][p] : without(from[v][p], at);
            }
        }
        return new Prototypes(
                all.ids(),
                all.sourceNames(),
                all.sources(),
                all.tasks(),
                all.places(),
                models,
                values[0],
                values[1],
                values[2],
                values[3],
                all.tokens(),
                all.lengths(),
                all.limits(),
                all.directions());
    }

    /** Without the one at this place, if there is one; those behind the model move up. */
    private short[] models(short[] before, int at) {
        short[] after = new short[before.length - (at < 0 ? 0 : 1)];
        int next = 0;
        for (short each : before) {
            if (each != model) {
                after[next++] = (short) (each < model ? each : each - 1);
            }
        }
        return after;
    }

    private static float[] without(float[] values, int at) {
        float[] rest = new float[values.length - 1];
        System.arraycopy(values, 0, rest, 0, at);
        System.arraycopy(values, at + 1, rest, at, rest.length - at);
        return rest;
    }
}
