package dev.signalbox.learn.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prices as CSV in USD per million tokens, in one of two forms: {@code model,input,output[,hidden_output_tokens]}, or with
 * the columns {@code model}, {@code price_in_per_1m_usd}, {@code price_out_per_1m_usd} and, if known, {@code
 * hidden_output_tokens} and {@code context_window} among others. A model whose prices are both blank has none.
 */
public final class PriceFile {

    private static final String EXPECTED = "model,input,output,hidden_output_tokens";

    private PriceFile() {}

    /**
     * The prices by model, in the file's order.
     *
     * @throws DataException if the file cannot be read, a column is missing, a model stands twice, or a price is no amount
     */
    public static Map<String, ModelPrice> read(Path file) throws DataException {
        try (CsvReader rows = CsvReader.open(file, EXPECTED)) {
            return read(rows);
        }
    }

    static Map<String, ModelPrice> read(CsvReader rows) throws DataException {
        int model = rows.column("model", EXPECTED);
        boolean wide = rows.find("price_in_per_1m_usd") >= 0;
        int input = rows.column(wide ? "price_in_per_1m_usd" : "input", EXPECTED);
        int output = rows.column(wide ? "price_out_per_1m_usd" : "output", EXPECTED);
        int hidden = rows.find("hidden_output_tokens");
        int window = rows.find("context_window");
        Map<String, ModelPrice> prices = new LinkedHashMap<>();
        while (rows.next()) {
            String name = rows.get(model);
            if (name.isBlank()) {
                throw rows.problem("model: blank (expected: a model's name)");
            }
            if (rows.get(input).isBlank() && rows.get(output).isBlank()) {
                continue;
            }
            ModelPrice price = new ModelPrice(
                    price(rows, "the price of input", input),
                    price(rows, "the price of output", output),
                    Numbers.amount(rows, "hidden_output_tokens", hidden, 0),
                    Math.round(Numbers.amount(rows, "context_window", window, 0)));
            if (prices.putIfAbsent(name, price) != null) {
                throw rows.problem("model: " + CsvReader.quoted(name) + " has a price already");
            }
        }
        return prices;
    }

    /**
     * Thinking tokens of an answer by model, as far as the file states them; a blank field states nothing, which is not the same
     * as 0.
     *
     * @throws DataException if the file cannot be read or a number is no amount
     */
    public static Map<String, Double> hiddenOutputTokens(Path file) throws DataException {
        try (CsvReader rows = CsvReader.open(file, EXPECTED)) {
            int model = rows.column("model", EXPECTED);
            int hidden = rows.find("hidden_output_tokens");
            Map<String, Double> stated = new LinkedHashMap<>();
            while (rows.next()) {
                if (!rows.get(hidden).isBlank()) {
                    stated.put(rows.get(model), Numbers.amount(rows, "hidden_output_tokens", hidden, 0));
                }
            }
            return stated;
        }
    }

    private static double price(CsvReader rows, String name, int column) throws DataException {
        if (rows.get(column).isBlank()) {
            throw rows.problem(name + ": blank (expected: USD per million tokens)");
        }
        return Numbers.amount(rows, name, column, 0);
    }
}
