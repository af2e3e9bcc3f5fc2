package dev.signalbox.learn.data;

import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Models that are known to think before they answer, and the tokens that this is assumed to be billed with where nobody measured
 * them. A name belongs to an entry that it begins with, up to a hyphen or its end, whatever the case.
 */
public final class ThinkingModels {
    private static final String TABLE = "thinking-models.csv";

    private final Map<String, Double> tokens;

    private ThinkingModels(Map<String, Double> tokens) {
        this.tokens = tokens;
    }

    /** The table that comes with the program. */
    public static ThinkingModels shipped() {
        InputStream in = ThinkingModels.class.getResourceAsStream(TABLE);
        if (in == null) {
            throw new IllegalStateException(TABLE + ": missing (expected: beside the class in the jar)");
        }
        try (CsvReader rows = new CsvReader(new TextLines(TABLE, in), "begins,hidden_output_tokens")) {
            Map<String, Double> tokens = new LinkedHashMap<>();
            while (rows.next()) {
                tokens.put(rows.get(0), Numbers.amount(rows, "hidden_output_tokens", 1, 0));
            }
            return new ThinkingModels(tokens);
        } catch (DataException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Tokens by model, those that are not known to think left out. */
    public Map<String, Double> of(Collection<String> models) {
        Map<String, Double> found = new TreeMap<>();
        for (String model : models) {
            String name = model.toLowerCase(Locale.ROOT);
            tokens.forEach((begins, each) -> {
                if (name.equals(begins) || name.startsWith(begins + "-")) {
                    found.put(model, each);
                }
            });
        }
        return found;
    }
}
