package dev.signalbox.server.prices;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.settings.ModelSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
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
import java.util.stream.Stream;

/**
 * What models cost, with dates. A price that a user wrote goes before the book; a model without a row has no price, which is
 * never the same as a price of zero.
 */
public final class PriceBook {
    private static final Pattern DATED = Pattern.compile("(.+?)-(?:20\\d\\d-\\d\\d-\\d\\d|20\\d{6})");

    /** How much earlier than in UTC a day begins in the first time zone. */
    private static final Duration EARLIEST_ZONE = Duration.ofHours(14);

    private final List<PriceRow> rows;
    private final Map<String, List<String>> lists;
    private final Map<String, Map<String, List<Version>>> models;

    /** One model of one vendor from one day on. */
    private record Version(Instant from, Optional<Price> price, ModelFactsRow facts) {}

    private PriceBook(
            List<PriceRow> rows, Map<String, List<String>> lists, Map<String, Map<String, List<Version>>> models) {
        this.rows = List.copyOf(rows);
        this.lists = lists;
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
        List<PriceRow> rows = PriceTable.read(text);
        Map<String, Map<String, List<PriceRow>>> sorted = new HashMap<>();
        for (PriceRow row : rows) {
            row.ids()
                    .forEach(id -> sorted.computeIfAbsent(id, _ -> new TreeMap<>())
                            .computeIfAbsent(row.facts().vendor(), _ -> new ArrayList<>())
                            .add(row));
        }
        Map<String, Map<String, List<Version>>> models = new HashMap<>();
        sorted.forEach((id, vendors) -> {
            Map<String, List<Version>> versions = new TreeMap<>();
            vendors.forEach((vendor, ofModel) -> versions.put(vendor, versions(ofModel)));
            models.put(id, versions);
        });
        return new PriceBook(rows, PriceTable.lists(text), models);
    }

    /**
     * The price of a model at a time: what the user wrote for it, else the book's row of the vendor for the provider's id of
     * the model. Empty if nobody knows it.
     *
     * @param vendor who sells it; where that is not known, a name that one vendor alone has is found all the same
     */
    public Optional<Price> price(ModelSettings model, Optional<String> vendor, String upstreamId, Instant at) {
        return model.price()
                .flatMap(own -> own.at(at))
                .map(written -> new Price(List.of(Tier.of(written))))
                .or(() -> inBook(vendor, model.knownAs(upstreamId), at));
    }

    /** When the next price of a model begins to hold, be it as high as the one before; empty if none is known to come. */
    public Optional<Instant> next(ModelSettings model, Optional<String> vendor, String upstreamId, Instant at) {
        Stream<Instant> own = model.price().flatMap(prices -> prices.next(at)).stream();
        if (model.price().flatMap(prices -> prices.at(at)).isPresent()) {
            return own.findFirst();
        }
        Stream<Instant> rows = versionsOf(vendor, model.knownAs(upstreamId)).stream()
                .map(Version::from)
                .filter(from -> from.isAfter(at));
        return Stream.concat(own, rows).min(Comparator.naturalOrder());
    }

    /** The book's price of this id at a time; empty if nobody has it, or several sell it at prices of their own. */
    public Optional<Price> price(String id, Instant at) {
        return inBook(Optional.empty(), id, at);
    }

    /** What is known of the model with this provider's id, by its newest row. */
    public Optional<ModelFactsRow> facts(Optional<String> vendor, String upstreamId) {
        return versionsOf(vendor, upstreamId).stream().findFirst().map(Version::facts);
    }

    /** All ids that the book knows. */
    public Set<String> ids() {
        return models.keySet();
    }

    /** The vendors that have rows for this id, by name. */
    public List<String> sellers(String id) {
        return List.copyOf(byId(id).keySet());
    }

    /** All rows, in the order of the book. */
    public List<PriceRow> rows() {
        return rows;
    }

    /** How many ids the book knows, each counted once for each vendor. */
    public int size() {
        return models.values().stream().mapToInt(Map::size).sum();
    }

    private Optional<Price> inBook(Optional<String> vendor, String id, Instant at) {
        for (Version version : versionsOf(vendor, id)) {
            if (!version.from.isAfter(at)) {
                return version.price;
            }
        }
        return Optional.empty();
    }

    private List<Version> versionsOf(Optional<String> vendor, String id) {
        Map<String, List<Version>> all = byId(id);
        if (vendor.isEmpty()) {
            return all.size() == 1 ? all.values().iterator().next() : List.of();
        }
        List<Version> own = all.get(vendor.get());
        return own != null ? own : listed(vendor.get(), id);
    }

    /** At the list price of another vendor: under the same id, or under the rest of an id that begins with its maker. */
    private List<Version> listed(String vendor, String id) {
        for (String list : lists.getOrDefault(vendor, List.of())) {
            List<Version> its = byId(id).get(list);
            if (its != null) {
                return its;
            }
        }
        int slash = id.indexOf('/');
        if (slash < 0) {
            return List.of();
        }
        String rest = id.substring(slash + 1);
        for (String list : lists.getOrDefault(vendor + '/' + id.substring(0, slash), List.of())) {
            for (String name : List.of(rest, rest.replace('.', '-'))) {
                List<Version> its = byId(name).get(list);
                if (its != null) {
                    return its;
                }
            }
        }
        return List.of();
    }

    private Map<String, List<Version>> byId(String id) {
        Map<String, List<Version>> own = models.get(id);
        if (own != null) {
            return own;
        }
        Matcher dated = DATED.matcher(id);
        return dated.matches() ? models.getOrDefault(dated.group(1), Map.of()) : Map.of();
    }

    /** The newest first. The first day of a model begins where on earth it begins first; a change has its own UTC day. */
    private static List<Version> versions(List<PriceRow> rows) {
        Map<Instant, List<PriceRow>> byDay = new TreeMap<>(Comparator.reverseOrder());
        rows.forEach(
                row -> byDay.computeIfAbsent(row.from(), _ -> new ArrayList<>()).add(row));
        Instant first =
                rows.stream().map(PriceRow::from).min(Comparator.naturalOrder()).orElseThrow();
        return byDay.entrySet().stream()
                .map(day -> new Version(
                        day.getKey().equals(first) ? first.minus(EARLIEST_ZONE) : day.getKey(),
                        price(day.getValue()),
                        day.getValue().getFirst().facts()))
                .toList();
    }

    private static Optional<Price> price(List<PriceRow> rows) {
        List<Tier> tiers = rows.stream().flatMap(row -> row.tier().stream()).toList();
        return tiers.isEmpty() ? Optional.empty() : Optional.of(new Price(tiers));
    }
}
