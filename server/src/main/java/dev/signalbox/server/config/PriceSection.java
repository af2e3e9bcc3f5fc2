package dev.signalbox.server.config;

import dev.signalbox.server.settings.PriceSettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code models.NAME.price}. */
final class PriceSection {
    private static final Key<PriceSettings, Optional<Instant>> FROM = Key.<PriceSettings, Instant>optional(
                    DatedPrices.FROM,
                    Moments.moment(),
                    PriceSettings::from,
                    "When it begins to hold: a day, which begins at 00:00 UTC, or a time with its offset such as"
                            + " `2027-01-01T09:00+01:00`. It holds until the next price of the list does; the first of a list"
                            + " alone may be without.")
            .otherwise("from ever on");
    private static final Key<PriceSettings, BigDecimal> INPUT =
            Key.required("input", Numbers.price(), PriceSettings::input, "Input tokens that were not cached.");
    private static final Key<PriceSettings, Optional<BigDecimal>> CACHED =
            key("cached", PriceSettings::cached, "Input tokens read from the provider's prompt cache.");
    private static final Key<PriceSettings, Optional<BigDecimal>> CACHE_WRITE_5M = key(
            "cache-write-5m",
            PriceSettings::cacheWrite5m,
            "Input tokens written to a prompt cache that lives five minutes.");
    private static final Key<PriceSettings, Optional<BigDecimal>> CACHE_WRITE_1H = key(
            "cache-write-1h",
            PriceSettings::cacheWrite1h,
            "Input tokens written to a prompt cache that lives one hour.");
    private static final Key<PriceSettings, BigDecimal> OUTPUT =
            Key.required("output", Numbers.price(), PriceSettings::output, "Output tokens.");
    private static final Key<PriceSettings, Optional<BigDecimal>> REASONING = key(
            "reasoning",
            PriceSettings::reasoning,
            "Output tokens spent on reasoning, where they have their own price.");

    static final Section<PriceSettings> SECTION = Section.of(
                    "models.NAME.price",
                    "What the model costs, in US dollars per million tokens.",
                    List.of(FROM, INPUT, CACHED, CACHE_WRITE_5M, CACHE_WRITE_1H, OUTPUT, REASONING),
                    v -> new PriceSettings(
                            v.get(FROM),
                            v.get(INPUT),
                            v.get(CACHED),
                            v.get(CACHE_WRITE_5M),
                            v.get(CACHE_WRITE_1H),
                            v.get(OUTPUT),
                            v.get(REASONING)))
            .renamed(Map.of(
                    "prompt", "input",
                    "completion", "output",
                    "cache-read", "cached",
                    "cache-write", "cache-write-5m or cache-write-1h",
                    "date", DatedPrices.FROM,
                    "since", DatedPrices.FROM,
                    "valid-from", DatedPrices.FROM,
                    "effective", DatedPrices.FROM,
                    "to", "from of the next price",
                    "until", "from of the next price"));

    /** What may have a price of its own, and what it costs otherwise. */
    static final SortedMap<String, String> SPECIAL = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            CACHED.name(), INPUT.name(),
            CACHE_WRITE_5M.name(), INPUT.name(),
            CACHE_WRITE_1H.name(), INPUT.name(),
            REASONING.name(), OUTPUT.name())));

    private PriceSection() {}

    private static Key<PriceSettings, Optional<BigDecimal>> key(
            String name, Function<PriceSettings, Optional<BigDecimal>> getter, String meaning) {
        return Key.optional(name, Numbers.price(), getter, meaning);
    }
}
