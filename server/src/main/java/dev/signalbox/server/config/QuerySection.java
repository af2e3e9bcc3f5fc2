package dev.signalbox.server.config;

import dev.signalbox.server.settings.Capability;
import dev.signalbox.server.settings.CatalogueQuery;
import dev.signalbox.server.settings.CatalogueQuery.By;
import dev.signalbox.server.settings.CatalogueQuery.Labels;
import dev.signalbox.server.settings.Matching;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** {@code routes.NAME.rules[].use} as a mapping: models that are selected by what they are. */
final class QuerySection {
    private static final Key<CatalogueQuery, Matching> TIER = words("tier", Labels::tier, "`models.NAME.tier`.");
    private static final Key<CatalogueQuery, Matching> ZONE = words("zone", Labels::zone, "`models.NAME.zone`.");
    private static final Key<CatalogueQuery, Matching> VENDOR =
            words("vendor", Labels::vendor, "`models.NAME.vendor`, else the seller that the provider is known to be.");
    private static final Key<CatalogueQuery, Matching> OWNER = words("owner", Labels::owner, "`models.NAME.owner`.");
    private static final Key<CatalogueQuery, Matching> PROVIDER =
            words("provider", Labels::provider, "Names of providers.");
    private static final Key<CatalogueQuery, Optional<List<Capability>>> CAN =
            Key.<CatalogueQuery, List<Capability>>optional(
                            "can",
                            ListKind.orOne(WordKind.oneOf(Capability.class, Map.of())),
                            query -> query.can().isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(query.can().stream().sorted().toList()),
                            "Capabilities, all of which the model must declare in `can`.")
                    .otherwise("any");
    private static final Key<CatalogueQuery, Optional<String>> DATA_CLASS = Key.<CatalogueQuery, String>optional(
                    "data-class",
                    WordKind.label(),
                    CatalogueQuery::dataClass,
                    "A class of data that the model must be approved for.")
            .otherwise("any");
    private static final Key<CatalogueQuery, Optional<Long>> CONTEXT = Key.<CatalogueQuery, Long>optional(
                    "context",
                    Numbers.tokens(),
                    query -> query.context().stream().boxed().findFirst(),
                    "Tokens of input and output together that the model must hold at least; what is not known is not selected.")
            .otherwise("any");
    private static final Key<CatalogueQuery, Optional<BigDecimal>> INPUT_PRICE =
            Key.<CatalogueQuery, BigDecimal>optional(
                            "input-price",
                            Numbers.price(),
                            CatalogueQuery::inputPrice,
                            "The most that a million input tokens may cost; what has no known price is not selected.")
                    .otherwise("any");
    private static final Key<CatalogueQuery, Optional<BigDecimal>> OUTPUT_PRICE =
            Key.<CatalogueQuery, BigDecimal>optional(
                            "output-price",
                            Numbers.price(),
                            CatalogueQuery::outputPrice,
                            "The most that a million output tokens may cost.")
                    .otherwise("any");
    private static final Key<CatalogueQuery, By> ORDER = Key.withDefault(
            "order",
            WordKind.oneOf(By.class, Map.of("price", "use cheapest", "cost", "use cheapest", "latency", "use fastest")),
            CatalogueQuery::order,
            By.WRITTEN,
            "Which of them is tried first: as they are `written`; the `cheapest`, by three parts of input to one of output,"
                    + " unknown prices last; the `fastest` of late; or each in its `turns`.");
    private static final Key<CatalogueQuery, Optional<Integer>> MOST = Key.<CatalogueQuery, Integer>optional(
                    "most",
                    Numbers.whole(1, 1_000),
                    query -> query.most().stream().boxed().findFirst(),
                    "How many of them serve, the first ones as they are written or by price.")
            .otherwise("all");

    static final Section<CatalogueQuery> SECTION = Section.of(
                    "routes.NAME.rules[].use",
                    "Models that are selected by what they are, in place of a list of targets as under `targets`. All keys that"
                            + " are there must hold. Names that end in `*` are not selected; a route's `zones` hold for"
                            + " what is.",
                    List.of(
                            TIER,
                            ZONE,
                            VENDOR,
                            OWNER,
                            PROVIDER,
                            CAN,
                            DATA_CLASS,
                            CONTEXT,
                            INPUT_PRICE,
                            OUTPUT_PRICE,
                            ORDER,
                            MOST),
                    QuerySection::built)
            .renamed(Map.of(
                    "model", "a list: [{model: NAME}]",
                    "cheapest", "order: cheapest",
                    "fastest", "order: fastest",
                    "zones", "zone",
                    "region", "zone",
                    "capabilities", "can",
                    "limit", "most"));

    private QuerySection() {}

    private static CatalogueQuery built(Values v) {
        return new CatalogueQuery(
                new Labels(v.get(TIER), v.get(ZONE), v.get(VENDOR), v.get(OWNER), v.get(PROVIDER)),
                v.get(CAN).<Set<Capability>>map(Set::copyOf).orElse(Set.of()),
                v.get(DATA_CLASS),
                v.get(CONTEXT).map(OptionalLong::of).orElse(OptionalLong.empty()),
                v.get(INPUT_PRICE),
                v.get(OUTPUT_PRICE),
                v.get(ORDER),
                v.get(MOST).map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    private static Key<CatalogueQuery, Matching> words(String name, Function<Labels, Matching> getter, String meaning) {
        Kind<Matching> kind = Words.matching()
                .optional()
                .as(
                        found -> found.orElse(Matching.anything()),
                        matching -> matching.isAnything() ? Optional.<Matching>empty() : Optional.of(matching));
        return Key.withDefault(
                        name,
                        kind,
                        (CatalogueQuery query) -> getter.apply(query.labels()),
                        Matching.anything(),
                        meaning)
                .otherwise("any");
    }
}
