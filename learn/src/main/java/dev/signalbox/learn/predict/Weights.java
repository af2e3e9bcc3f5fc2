package dev.signalbox.learn.predict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Everything that training leaves behind, one version of it. Immutable and for any number of threads; holds no text of any
 * prompt.
 *
 * @param surfaceVersion {@link dev.signalbox.learn.text.SurfaceFeatures#VERSION} that it was trained with
 * @param known the models, in the factors' order
 * @param pool the subset of a route that names none
 * @param full fits that read embedding and surface
 * @param bySurface fits that read the surface alone
 * @param lengths log of answers' tokens that a prompt adds, by input; its last number is a constant
 * @param surfaceLengths the same for inputs without an embedding
 */
public record Weights(
        Card card,
        int surfaceVersion,
        List<KnownModel> known,
        List<String> pool,
        Scaling scaling,
        Ensemble full,
        Ensemble bySurface,
        float[] lengths,
        float[] surfaceLengths,
        Softmax domains,
        Softmax tasks,
        Prototypes prototypes,
        Neighbourhood neighbourhood,
        Surroundings surroundings) {

    private static final String SHIPPED = "signalbox-1.weights";

    private static final class Shipped {
        private static final Weights WEIGHTS = load();

        private static Weights load() {
            try (InputStream in = Weights.class.getResourceAsStream(SHIPPED)) {
                if (in == null) {
                    throw new IllegalStateException(SHIPPED + ": not on the class path");
                }
                return WeightsFile.read(in, SHIPPED);
            } catch (IOException | WeightsException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }

    /** Takes defensive copies; rejects what does not belong together. */
    public Weights {
        known = List.copyOf(known);
        pool = List.copyOf(pool);
        if (known.size() != full.fits().getFirst().models()) {
            throw new IllegalArgumentException("models: " + known.size() + " (expected: "
                    + full.fits().getFirst().models() + ", as the factors have)");
        }
    }

    /** The weights that come with the program. */
    public static Weights shipped() {
        return Shipped.WEIGHTS;
    }

    /**
     * Reads weights from a file.
     *
     * @throws WeightsException if it is not there, no such file, damaged or of another version
     */
    public static Weights read(Path file) throws WeightsException {
        try (InputStream in = Files.newInputStream(file)) {
            return WeightsFile.read(in, file.toString());
        } catch (IOException e) {
            throw new WeightsException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The unique name of this version. */
    public String version() {
        return card.version();
    }

    /** The names of all models that it knows. */
    public List<String> models() {
        return known.stream().map(KnownModel::name).toList();
    }

    /** Whether it knows a model of this name. */
    public boolean knows(String model) {
        return number(model).isPresent();
    }

    /** The number of a model. */
    public OptionalInt number(String model) {
        for (int m = 0; m < known.size(); m++) {
            if (known.get(m).name().equals(model)) {
                return OptionalInt.of(m);
            }
        }
        return OptionalInt.empty();
    }

    /** The numbers of these models. */
    public int[] numbers(List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int m = 0; m < known.size(); m++) {
            numbers.put(known.get(m).name(), m);
        }
        return names.stream()
                .mapToInt(name -> {
                    Integer number = numbers.get(name);
                    if (number == null) {
                        throw new UnknownModelException(name, models());
                    }
                    return number;
                })
                .toArray();
    }

    /** What a prompt adds to the log of its answers' tokens; the input has the embedding in front, or is the surface alone. */
    public double length(float[] input) {
        float[] slopes = input.length == full.inputs() ? lengths : surfaceLengths;
        double log = slopes[input.length];
        for (int i = 0; i < input.length; i++) {
            log += slopes[i] * input[i];
        }
        return log;
    }

    /** Expected tokens of a model's visible answer to a prompt of this {@link #length}. */
    public double outputTokens(double length, int model) {
        return Math.clamp(StrictMath.expm1(known.get(model).length() + length), 1, 100_000);
    }

    /** The same weights with other thinking tokens for some models. */
    public Weights assuming(Map<String, Double> hiddenTokens) {
        List<KnownModel> changed = known.stream()
                .map(model -> model.thinking(hiddenTokens.getOrDefault(model.name(), (double) model.hiddenTokens())))
                .toList();
        return with(card, changed, pool);
    }

    /** The same weights with another card. */
    public Weights with(Card other) {
        return with(other, known, pool);
    }

    /** The same weights with another pool; all of it must be known. */
    public Weights withPool(List<String> other) {
        numbers(other);
        return with(card, known, other);
    }

    private Weights with(Card itsCard, List<KnownModel> itsModels, List<String> itsPool) {
        return new Weights(
                itsCard,
                surfaceVersion,
                itsModels,
                itsPool,
                scaling,
                full,
                bySurface,
                lengths,
                surfaceLengths,
                domains,
                tasks,
                prototypes,
                neighbourhood,
                surroundings);
    }
}
