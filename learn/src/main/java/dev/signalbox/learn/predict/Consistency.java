package dev.signalbox.learn.predict;

import dev.signalbox.learn.text.SurfaceFeatures;
import java.io.IOException;

/**
 * Whether what a file of weights holds belongs together and to this program. A file may be whole and still be none that predicts
 * anything; that is to be told when it is read, not by each request that nothing can be predicted for.
 */
final class Consistency {
    private final Weights weights;
    private final Scaling scaling;

    private Consistency(Weights weights) {
        this.weights = weights;
        this.scaling = weights.scaling();
    }

    /** These weights, if nothing is wrong with them. */
    static Weights checked(Weights weights) throws IOException {
        Consistency consistency = new Consistency(weights);
        consistency.scaling();
        consistency.rows();
        consistency.prototypes();
        consistency.surroundings();
        return weights;
    }

    private void scaling() throws IOException {
        same("surface version", weights.surfaceVersion(), SurfaceFeatures.VERSION);
        same("deviations", scaling.deviation().length, scaling.mean().length);
        same("spreads", scaling.spread().length, scaling.centre().length);
        same("spare numbers of an embedding", scaling.centre().length % Features.PARTS, 0);
        finite("factors", (float) scaling.embedding(), (float) scaling.surface());
        finite("means", scaling.mean());
        finite("centre", scaling.centre());
        positive("deviations", scaling.deviation());
        positive("spreads", scaling.spread());
    }

    private void rows() throws IOException {
        int surface = scaling.mean().length;
        int inputs = scaling.centre().length + surface;
        ensemble("inputs", weights.full(), inputs);
        ensemble("inputs by surface", weights.bySurface(), surface);
        same("slopes of lengths", weights.lengths().length, inputs + 1);
        same("slopes of lengths by surface", weights.surfaceLengths().length, surface + 1);
        finite("slopes of lengths", weights.lengths());
        finite("slopes of lengths by surface", weights.surfaceLengths());
        softmax("domains", weights.domains(), inputs);
        softmax("tasks", weights.tasks(), inputs);
    }

    private void ensemble(String what, Ensemble ensemble, int inputs) throws IOException {
        for (Factors fit : ensemble.fits()) {
            same(what, fit.inputs(), inputs);
            same("models", fit.models(), weights.known().size());
        }
    }

    private static void softmax(String what, Softmax softmax, int inputs) throws IOException {
        for (float[] row : softmax.weights()) {
            same(what, row.length, inputs);
        }
    }

    private void prototypes() throws IOException {
        Prototypes its = weights.prototypes();
        same("limits", its.limits().length, its.sourceNames().size());
        finite("limits", its.limits());
        finite("lengths", its.lengths());
        for (int p = 0; p < its.size(); p++) {
            same("numbers of a place", its.places()[p].length, scaling.centre().length / Features.PARTS);
            finite("scores", its.scores()[p]);
            finite("predictions", its.foreseen()[p]);
            finite("rehearsals", its.rehearsed()[p]);
            finite("predictions by surface", its.foreseenBySurface()[p]);
            below("number of a source", its.sources()[p], its.sourceNames().size());
            int last = -1;
            for (short model : its.models()[p]) {
                below("number of a graded model", model, weights.known().size());
                if (model <= last) {
                    throw new IOException(
                            "graded models: " + model + " behind " + last + " (expected: rising numbers)");
                }
                last = model;
            }
        }
    }

    private void surroundings() throws IOException {
        Surroundings its = weights.surroundings();
        same("scales of skills", its.scales().length, Surroundings.width(weights.full()));
        same("kinds of skills", its.kinds().length, weights.tasks().labels().size());
        shares("shares of what is nearby", its.near());
        shares("shares of a prompt's own", its.own());
        same("prompts with skills", its.skills().length, weights.prototypes().size());
        positive("scales of skills", its.scales());
        same("average abilities", its.average().length, its.scales().length);
        finite("average abilities", its.average());
        for (float[] kind : its.kinds()) {
            same("skills of a kind", kind.length, its.scales().length);
            finite("skills of a kind", kind);
        }
        for (byte[] row : its.skills()) {
            same("skills of a prompt", row.length, its.scales().length);
        }
        int before = -1;
        for (short number : its.calibrated()) {
            below("number of a calibrated model", number, weights.known().size());
            if (number <= before) {
                throw new IOException(
                        "calibrated models: " + number + " behind " + before + " (expected: rising numbers)");
            }
            before = number;
        }
        for (short task : weights.prototypes().tasks()) {
            below("number of a kind", task, its.kinds().length);
        }
    }

    private static void same(String what, int is, int expected) throws IOException {
        if (is != expected) {
            throw new IOException(what + ": " + is + " (expected: " + expected + ")");
        }
    }

    private static void below(String what, int is, int end) throws IOException {
        if (is < 0 || is >= end) {
            throw new IOException(what + ": " + is + " (expected: one from 0 to " + (end - 1) + ")");
        }
    }

    private static void finite(String what, float... values) throws IOException {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IOException(what + ": " + value + " (expected: finite numbers)");
            }
        }
    }

    private static void shares(String what, float... values) throws IOException {
        for (float value : values) {
            if (!(value >= 0 && value <= 1)) {
                throw new IOException(what + ": " + value + " (expected: numbers from 0 to 1)");
            }
        }
    }

    private static void positive(String what, float... values) throws IOException {
        finite(what, values);
        for (float value : values) {
            if (value <= 0) {
                throw new IOException(what + ": " + value + " (expected: numbers above 0)");
            }
        }
    }
}
