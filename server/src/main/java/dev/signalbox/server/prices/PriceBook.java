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
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What models cost, with dates. A price that a user wrote goes before the book; a model without a row has no price, which is
 * never the same as a price of zero.
 */
public final class PriceBook {
    private static final Pattern DATED = Pattern.compile("(.+?)-(?:20\\d\\d-\\d\\d-\\d\\d|20\\d{6})");

    private final Map<String, List<Version>> models;

    /** One model from one day on. */
    private record Version(Instant from, Optional<Price> price, ModelFactsRow facts) {}

    private PriceBook(Map<String, List<Version>> models) {
        this.models = models;
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
        Map<String, List<Version>> models = new HashMap<>();
        rows.forEach((id, ofModel) -> models.put(id, versions(ofModel)));
        return new PriceBook(models);
    }

    /**
     * The price of a model at a time: what the user wrote, else the book's row for the provider's id of the model. Empty if
     * nobody knows it.
     */
    public Optional<Price> price(ModelSettings model, String upstreamId, Instant at) {
        return model.price()
                .map(written -> new Price(List.of(Tier.of(written))))
                .or(() -> inBook(model.knownAs(upstreamId), at));
    }

    /** What is known of the model with this provider's id, by its newest row. */
    public Optional<ModelFactsRow> facts(String upstreamId) {
        return versionsOf(upstreamId).stream().findFirst().map(Version::facts);
    }

    /** All ids that the book knows. */
    public Set<String> ids() {
        return models.keySet();
    }

    /** How many ids the book knows. */
    public int size() {
        return models.size();
    }

    private Optional<Price> inBook(String id, Instant at) {
        for (Version version : versionsOf(id)) {
            if (!version.from.isAfter(at)) {
                return version.price;
            }
        }
        return Optional.empty();
    }

    private List<Version> versionsOf(String id) {
        List<Version> own = models.get(id);
        if (own != null) {
            return own;
        }
        Matcher dated = DATED.matcher(id);
        return dated.matches() ? models.getOrDefault(dated.group(1), List.of()) : List.of();
    }

    /** The newest first. */
    private static List<Version> versions(List<PriceRow> rows) {
        Map<Instant, List<PriceRow>> byDay = new TreeMap<>(Comparator.reverseOrder());
        rows.forEach(
                row -> byDay.computeIfAbsent(row.from(), _ -> new ArrayList<>()).add(row));
        return byDay.entrySet().stream()
                .map(day -> new Version(
                        day.getKey(),
                        price(day.getValue()),
                        day.getValue().getFirst().facts()))
                .toList();
    }

    private static Optional<Price> price(List<PriceRow> rows) {
        List<Tier> tiers = rows.stream().flatMap(row -> row.tier().stream()).toList();
        return tiers.isEmpty() ? Optional.empty() : Optional.of(new Price(tiers));
    }
}
