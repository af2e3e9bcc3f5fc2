package dev.signalbox.server.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.settings.Tier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * Judges how much of a model a prompt needs: a linear model over {@link PromptFeatures}, whose weights lie in {@code
 * complexity.csv}. Deterministic, and far below a millisecond.
 */
final class Complexity {
    /** Below this probability that the smallest model does as well, a larger one is taken. */
    private static final double SURE = 0.74;

    /** From this probability on that thinking helps, it is taken where the smallest model will not do. */
    private static final double THINKING = 0.28;

    private static final String FILE = "complexity.csv";

    private final double[][] weights;

    private Complexity(double[][] weights) {
        this.weights = weights;
    }

    /**
     * What a prompt needs.
     *
     * @param simple the probability that the smallest model does as well
     */
    record Judged(Tier tier, double simple) {
        /** How sure it is that the tier is not too high or too low by this boundary. */
        String confidence() {
            return String.format(Locale.ROOT, "%.2f", tier == Tier.SIMPLE ? simple : 1 - simple);
        }
    }

    /** With the weights that come with the program. */
    static Complexity load() {
        try (InputStream in = Complexity.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + ": missing (expected: a file of this program)");
            }
            return of(
                    new BufferedReader(new InputStreamReader(in, UTF_8)).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of a feature and its weights; the constant and then the features in their order. */
    private static Complexity of(List<String> lines) {
        List<String> rows =
                lines.stream().filter(line -> !line.startsWith("#")).skip(1).toList();
        double[][] weights = new double[rows.size()][Tier.values().length];
        for (int row = 0; row < rows.size(); row++) {
            String[] cells = rows.get(row).split(",", -1);
            String wanted = row == 0 ? "constant" : PromptFeatures.NAMES.get(row - 1);
            if (!cells[0].equals(wanted)) {
                throw new IllegalStateException(FILE + ": " + cells[0] + " (expected: " + wanted + ")");
            }
            for (int tier = 0; tier < weights[row].length; tier++) {
                weights[row][tier] = Double.parseDouble(cells[tier + 1]);
            }
        }
        return new Complexity(weights);
    }

    /** Judges one prompt. */
    Judged of(String prompt) {
        double[] features = PromptFeatures.of(prompt);
        double[] odds = weights[0].clone();
        for (int i = 0; i < features.length; i++) {
            for (int tier = 0; tier < odds.length; tier++) {
                odds[tier] += features[i] * weights[i + 1][tier];
            }
        }
        double sum = 0;
        for (int tier = 0; tier < odds.length; tier++) {
            odds[tier] = Math.exp(odds[tier]);
            sum += odds[tier];
        }
        double simple = odds[0] / sum;
        double thinking = odds[odds.length - 1] / sum;
        Tier tier = simple >= SURE ? Tier.SIMPLE : thinking >= THINKING ? Tier.REASONING : Tier.COMPLEX;
        return new Judged(tier, simple);
    }
}
