package dev.signalbox.learn.predict;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names a model that the weights do not know, and some that they do. */
public final class UnknownModelException extends IllegalArgumentException {
    private static final int SHOWN = 5;

    private final String model;

    UnknownModelException(String model, List<String> known) {
        super("model: '%s' is not known to the weights (expected: one of %d models, such as %s)"
                .formatted(model, known.size(), String.join(", ", near(model, known))));
        this.model = model;
    }

    /** The name that nobody knows. */
    public String model() {
        return model;
    }

    private static List<String> near(String model, List<String> known) {
        return known.stream()
                .sorted(Comparator.comparingInt((String name) -> -common(model, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    /** Length of the common beginning. */
    private static int common(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }
}
