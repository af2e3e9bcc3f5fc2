package dev.signalbox.learn.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Graded outcomes as CSV: {@code prompt_id}, {@code model}, {@code score} from 0 to 1, and optionally {@code input_tokens},
 * {@code output_tokens}, {@code cost_usd}, each of which may be blank. Other columns are passed over.
 */
public final class OutcomeFile {

    private static final String EXPECTED = "prompt_id, model, score";

    private OutcomeFile() {}

    /**
     * The outcomes of these prompts.
     *
     * @throws DataException if the file cannot be read, has no outcome, or a row has an unknown prompt, no model, a score
     *     outside 0 to 1, a negative amount, or a prompt and model that stand together before
     */
    public static Dataset read(Path file, List<Prompt> prompts) throws DataException {
        try (CsvReader rows = CsvReader.open(file, EXPECTED)) {
            return read(rows, prompts);
        }
    }

    static Dataset read(CsvReader rows, List<Prompt> prompts) throws DataException {
        int id = rows.column("prompt_id", EXPECTED);
        int model = rows.column("model", EXPECTED);
        int score = rows.column("score", EXPECTED);
        int input = rows.find("input_tokens");
        int output = rows.find("output_tokens");
        int cost = rows.find("cost_usd");
        Map<String, Integer> numbers = new HashMap<>(prompts.size() * 2);
        for (int i = 0; i < prompts.size(); i++) {
            numbers.put(prompts.get(i).id(), i);
        }
        DatasetBuilder builder = new DatasetBuilder(prompts);
        while (rows.next()) {
            Integer prompt = numbers.get(rows.get(id));
            if (prompt == null) {
                throw rows.problem(
                        "prompt_id: " + CsvReader.quoted(rows.get(id)) + " (expected: an id of the prompts)");
            }
            if (rows.get(model).isBlank()) {
                throw rows.problem("model: blank (expected: a model's name)");
            }
            builder.add(
                    prompt,
                    rows.get(model),
                    score(rows, score),
                    (int) Math.round(Numbers.amount(rows, "input_tokens", input, -1)),
                    (int) Math.round(Numbers.amount(rows, "output_tokens", output, -1)),
                    Numbers.amount(rows, "cost_usd", cost, Double.NaN),
                    rows.line());
        }
        if (builder.size() == 0) {
            throw new DataException(rows.name(), 0, "no outcomes (expected: rows of " + EXPECTED + ")");
        }
        DatasetBuilder.Twice twice = builder.twice();
        if (twice != null) {
            throw new DataException(
                    rows.name(),
                    twice.line(),
                    "%s and %s: stand together already on line %d (expected: one outcome per prompt and model)"
                            .formatted(
                                    CsvReader.quoted(prompts.get(twice.prompt()).id()),
                                    CsvReader.quoted(twice.model()),
                                    twice.first()));
        }
        return builder.build();
    }

    private static double score(CsvReader rows, int column) throws DataException {
        double value = Numbers.value(rows.get(column));
        if (!(value >= 0 && value <= 1)) {
            throw rows.problem("score: " + CsvReader.quoted(rows.get(column)) + " (expected: a number from 0 to 1)");
        }
        return value;
    }
}
