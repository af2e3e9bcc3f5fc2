package dev.signalbox.learn.predict;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link WeightsWriter} wrote. */
final class WeightsReader {
    private final DataInputStream in;

    WeightsReader(DataInputStream in) {
        this.in = in;
    }

    Weights read() throws IOException {
        Card card = new Card(in.readUTF(), WeightsFile.readFacts(in));
        int surfaceVersion = in.readInt();
        List<KnownModel> known = new ArrayList<>();
        int models = length();
        for (int m = 0; m < models; m++) {
            known.add(new KnownModel(in.readUTF(), in.readInt(), in.readFloat(), in.readFloat(), in.readFloat()));
        }
        List<String> pool = WeightsFile.readNames(in);
        Scaling scaling = new Scaling(in.readDouble(), in.readDouble(), floats(), floats(), floats(), floats());
        Ensemble full = ensemble(models);
        Ensemble bySurface = ensemble(models);
        float[] lengths = floats();
        float[] surfaceLengths = floats();
        Softmax domains = softmax();
        Softmax tasks = softmax();
        Prototypes prototypes = prototypes();
        return new Weights(
                card,
                surfaceVersion,
                known,
                pool,
                scaling,
                full,
                bySurface,
                lengths,
                surfaceLengths,
                domains,
                tasks,
                prototypes,
                new Neighbourhood(in.readInt(), in.readDouble(), in.readDouble()),
                surroundings(prototypes.size()));
    }

    private Surroundings surroundings(int prototypes) throws IOException {
        int neighbours = in.readInt();
        float[] scales = floats();
        float[] average = floats();
        float[] near = floats();
        float[] own = floats();
        float[][] kinds = new float[near.length][];
        for (int kind = 0; kind < kinds.length; kind++) {
            kinds[kind] = floats();
        }
        byte[][] skills = new byte[prototypes][];
        for (int p = 0; p < prototypes; p++) {
            skills[p] = in.readNBytes(scales.length);
        }
        short[] calibrated = new short[length()];
        for (int i = 0; i < calibrated.length; i++) {
            calibrated[i] = in.readShort();
        }
        return new Surroundings(neighbours, skills, scales, average, kinds, near, own, calibrated);
    }

    private Ensemble ensemble(int models) throws IOException {
        List<Factors> fits = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int inputs = in.readInt();
            int rank = in.readInt();
            float[] skills = halves();
            float[] skillBias = halves();
            float[] ease = halves();
            float[] bias = halves();
            float[][] ability = new float[models][];
            float[][] heads = new float[models][];
            for (int m = 0; m < models; m++) {
                ability[m] = halves();
                heads[m] = halves();
            }
            fits.add(new Factors(inputs, rank, skills, skillBias, ease, ability, bias, heads));
        }
        return new Ensemble(fits);
    }

    private Softmax softmax() throws IOException {
        List<String> labels = WeightsFile.readNames(in);
        float[][] weights = new float[labels.size()][];
        for (int label = 0; label < weights.length; label++) {
            weights[label] = halves();
        }
        return new Softmax(labels, weights, floats());
    }

    private Prototypes prototypes() throws IOException {
        List<String> ids = WeightsFile.readNames(in);
        List<String> sourceNames = WeightsFile.readNames(in);
        float[] limits = floats();
        int size = ids.size();
        short[] sources = new short[size];
        short[] tasks = new short[size];
        int[] tokens = new int[size];
        float[] lengths = new float[size];
        byte[][] places = new byte[size][];
        short[][] models = new short[size][];
        float[][] scores = new float[size][];
        float[][] foreseen = new float[size][];
        float[][] rehearsed = new float[size][];
        float[][] foreseenBySurface = new float[size][];
        for (int p = 0; p < size; p++) {
            sources[p] = in.readShort();
            tasks[p] = in.readShort();
            tokens[p] = in.readInt();
            lengths[p] = in.readFloat();
            places[p] = in.readNBytes(in.readUnsignedShort());
            int graded = in.readUnsignedShort();
            models[p] = new short[graded];
            scores[p] = new float[graded];
            foreseen[p] = new float[graded];
            rehearsed[p] = new float[graded];
            foreseenBySurface[p] = new float[graded];
            for (int i = 0; i < graded; i++) {
                models[p][i] = in.readShort();
                scores[p][i] = Float.float16ToFloat(in.readShort());
                foreseen[p][i] = Float.float16ToFloat(in.readShort());
                rehearsed[p][i] = Float.float16ToFloat(in.readShort());
                foreseenBySurface[p][i] = Float.float16ToFloat(in.readShort());
            }
        }
        return new Prototypes(
                ids,
                sourceNames,
                sources,
                tasks,
                places,
                models,
                scores,
                foreseen,
                rehearsed,
                foreseenBySurface,
                tokens,
                lengths,
                limits,
                Directions.of(places));
    }

    private float[] floats() throws IOException {
        float[] values = new float[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }

    private float[] halves() throws IOException {
        float[] values = new float[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(in.readShort());
            if (!Float.isFinite(values[i])) {
                throw new IOException("a fit with " + values[i] + " in it (expected: finite numbers)");
            }
        }
        return values;
    }

    private int length() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > 1 << 24) {
            throw new IOException("a row of " + length + " numbers (expected: at most 16 million)");
        }
        return length;
    }
}
