package dev.signalbox.server.prices;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.settings.ModelSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What models cost, with dates. A price that a user wrote goes before the book; a model without a row has no price, which is
 * never the same as a price of zero.
 */
public final class PriceBook {
    private static final Pattern DATED = Pattern.compile("(.+?)-(?:20\\d\\d-\\d\\d-\\d\\d|20\\d{6})");

    private final Map<String, List<PriceRow>> rows;

    private PriceBook(Map<String, List<PriceRow>> rows) {
        this.rows = rows;
    }

    /** The book that comes with the program. */
    public static PriceBook load() {
        try (InputStream in = PriceBook.class.getResourceAsStream("prices.csv")) {
            if (in == null) {
                throw new IllegalStateException("prices.csv: missing (expected: beside the class in the jar)");
            }
            return read(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A book of these rows; the form is explained at the head of {@code prices.csv}.
     *
     * @throws IllegalArgumentException naming the line that cannot be read, or a model whose tiers do not fit together
     */
    public static PriceBook read(String text) {
        Map<String, List<PriceRow>> rows = new HashMap<>();
        for (PriceRow row : PriceTable.read(text)) {
            row.ids()
                    .forEach(id ->
                            rows.computeIfAbsent(id, _ -> new ArrayList<>()).add(row));
        }
        PriceBook book = new PriceBook(rows);
        rows.forEach((id, ofModel) -> ofModel.forEach(row -> book.inBook(id, row.from())));
        return book;
    }

    /**
     * The price of a model at a time: what the user wrote, else the book's row for the provider's id of the model. Empty if
     * nobody knows it.
     */
    public Optional<Price> price(ModelSettings model, String upstreamId, Instant at) {
        return model.price()
                .map(written -> new Price(List.of(Tier.of(written))))
                .or(() -> inBook(upstreamId, at));
    }

    /** What is known of the model with this provider's id, by its newest row. */
    public Optional<ModelFactsRow> facts(String upstreamId) {
        return rowsOf(upstreamId).stream()
                .max(Comparator.comparing(PriceRow::from))
                .map(PriceRow::facts);
    }

    /** How many ids the book knows. */
    public int size() {
        return rows.size();
    }

    private Optional<Price> inBook(String id, Instant at) {
        List<PriceRow> begun =
                rowsOf(id).stream().filter(row -> !row.from().isAfter(at)).toList();
        Optional<Instant> newest = begun.stream().map(PriceRow::from).max(Comparator.naturalOrder());
        List<Tier> tiers = begun.stream()
                .filter(row -> newest.filter(row.from()::equals).isPresent())
                .flatMap(row -> row.tier().stream())
                .toList();
        return tiers.isEmpty() ? Optional.empty() : Optional.of(new Price(tiers));
    }

    private List<PriceRow> rowsOf(String id) {
        List<PriceRow> own = rows.get(id);
        if (own != null) {
            return own;
        }
        Matcher dated = DATED.matcher(id);
        return dated.matches() ? rows.getOrDefault(dated.group(1), List.of()) : List.of();
    }
}
