package dev.signalbox.learn.predict;

import java.io.DataOutputStream;
import java.io.IOException;

/** Writes the parts of weights one after the other. {@link WeightsReader} reads them in the same order. */
final class WeightsWriter {
    private final DataOutputStream out;

    WeightsWriter(DataOutputStream out) {
        this.out = out;
    }

    void write(Weights weights) throws IOException {
        out.writeUTF(weights.card().version());
        WeightsFile.writeFacts(out, weights.card().facts());
        out.writeInt(weights.surfaceVersion());
        out.writeInt(weights.known().size());
        for (KnownModel model : weights.known()) {
            out.writeUTF(model.name());
            out.writeInt(model.graded());
            out.writeFloat(model.mean());
            out.writeFloat(model.length());
            out.writeFloat(model.hiddenTokens());
        }
        WeightsFile.writeNames(out, weights.pool());
        scaling(weights.scaling());
        ensemble(weights.full());
        ensemble(weights.bySurface());
        floats(weights.lengths());
        floats(weights.surfaceLengths());
        softmax(weights.domains());
        softmax(weights.tasks());
        prototypes(weights.prototypes());
        out.writeInt(weights.neighbourhood().neighbours());
        out.writeDouble(weights.neighbourhood().sharpness());
        out.writeDouble(weights.neighbourhood().prior());
        surroundings(weights.surroundings());
    }

    private void scaling(Scaling scaling) throws IOException {
        out.writeDouble(scaling.embedding());
        out.writeDouble(scaling.surface());
        floats(scaling.mean());
        floats(scaling.deviation());
        floats(scaling.centre());
        floats(scaling.spread());
    }

    private void ensemble(Ensemble ensemble) throws IOException {
        out.writeInt(ensemble.fits().size());
        for (Factors fit : ensemble.fits()) {
            out.writeInt(fit.inputs());
            out.writeInt(fit.rank());
            halves(fit.skills());
            halves(fit.skillBias());
            halves(fit.ease());
            halves(fit.bias());
            for (int m = 0; m < fit.models(); m++) {
                halves(fit.ability()[m]);
                halves(fit.heads()[m]);
            }
        }
    }

    private void softmax(Softmax softmax) throws IOException {
        WeightsFile.writeNames(out, softmax.labels());
        for (float[] row : softmax.weights()) {
            halves(row);
        }
        floats(softmax.bias());
    }

    private void prototypes(Prototypes prototypes) throws IOException {
        WeightsFile.writeNames(out, prototypes.ids());
        WeightsFile.writeNames(out, prototypes.sourceNames());
        floats(prototypes.limits());
        for (int p = 0; p < prototypes.size(); p++) {
            out.writeShort(prototypes.sources()[p]);
            out.writeShort(prototypes.tasks()[p]);
            out.writeInt(prototypes.tokens()[p]);
            out.writeFloat(prototypes.lengths()[p]);
            out.writeShort(prototypes.places()[p].length);
            out.write(prototypes.places()[p]);
            short[] models = prototypes.models()[p];
            out.writeShort(models.length);
            for (int i = 0; i < models.length; i++) {
                out.writeShort(models[i]);
                out.writeShort(Float.floatToFloat16(prototypes.scores()[p][i]));
                out.writeShort(Float.floatToFloat16(prototypes.foreseen()[p][i]));
                out.writeShort(Float.floatToFloat16(prototypes.rehearsed()[p][i]));
                out.writeShort(Float.floatToFloat16(prototypes.foreseenBySurface()[p][i]));
            }
        }
    }

    private void surroundings(Surroundings surroundings) throws IOException {
        out.writeInt(surroundings.neighbours());
        floats(surroundings.scales());
        floats(surroundings.average());
        floats(surroundings.near());
        floats(surroundings.own());
        for (float[] kind : surroundings.kinds()) {
            floats(kind);
        }
        for (byte[] row : surroundings.skills()) {
            out.write(row);
        }
        out.writeInt(surroundings.calibrated().length);
        for (short number : surroundings.calibrated()) {
            out.writeShort(number);
        }
    }

    private void floats(float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private void halves(float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeShort(Float.floatToFloat16(value));
        }
    }
}
