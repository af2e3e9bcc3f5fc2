package dev.signalbox.server.config;

import dev.signalbox.server.settings.ConditionSettings;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.Matching;
import dev.signalbox.server.settings.MetadataRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** {@code routes.NAME.rules[].when}: what a rule asks of a request. */
final class ConditionSection {
    /** What callers speak; Azure's paths are OpenAI's dialect. */
    private static final List<String> SPOKEN = Arrays.stream(DialectName.values())
            .filter(name -> name != DialectName.AZURE_OPENAI)
            .map(DialectName::word)
            .toList();

    private static final String LIST = " A word that ends in `*` stands for all that begin so.";

    private static final Key<ConditionSettings, Matching> CALLERS =
            words("callers", when -> when.who().callers(), "Names of callers." + LIST);
    private static final Key<ConditionSettings, Matching> TENANTS =
            words("tenants", when -> when.who().tenants(), "Tenants of callers.");
    private static final Key<ConditionSettings, Matching> PLANS =
            words("plans", when -> when.who().plans(), "Plans of callers.");
    private static final Key<ConditionSettings, Matching> TEAMS =
            words("teams", when -> when.who().teams(), "Teams of callers.");
    private static final Key<ConditionSettings, Map<String, Matching>> METADATA = Key.withDefault(
                    "metadata",
                    Words.maybe(new Named<>(Words.matching(), MetadataRule::isName, "a name of metadata")),
                    ConditionSettings::metadata,
                    Map.of(),
                    "By name, what the request's metadata say: one word, or a list of which one must be there.")
            .otherwise("any");
    private static final Key<ConditionSettings, Map<String, Matching>> HEADERS = Key.withDefault(
                    "headers",
                    Words.maybe(new Named<>(Words.matching(), SeenHeader::is, SeenHeader.WORDS)),
                    ConditionSettings::headers,
                    Map.of(),
                    "By name, what header fields say. Headers that carry keys are never seen here.")
            .otherwise("any");
    private static final Key<ConditionSettings, Matching> DATA_CLASSES =
            words("data-classes", ConditionSettings::dataClasses, "Classes of its data.");
    private static final Key<ConditionSettings, Matching> REGIONS =
            words("regions", ConditionSettings::regions, "`server.region` of this gateway.");
    private static final Key<ConditionSettings, Matching> ZONES =
            words("zones", ConditionSettings::zones, "`server.zone` of this gateway.");
    private static final Key<ConditionSettings, Matching> DIALECTS =
            words("dialects", ConditionSettings::dialects, "What the caller speaks, such as `anthropic`.");
    private static final Key<ConditionSettings, Optional<Boolean>> STREAM =
            asks("stream", when -> when.asks().stream(), "Whether the answer is asked for as a stream.");
    private static final Key<ConditionSettings, Optional<Boolean>> TOOLS =
            asks("tools", when -> when.asks().tools(), "Whether tools are offered.");
    private static final Key<ConditionSettings, Optional<Boolean>> IMAGES =
            asks("images", when -> when.asks().images(), "Whether it holds images or documents.");
    private static final Key<ConditionSettings, Optional<Boolean>> JSON =
            asks("json", when -> when.asks().json(), "Whether a JSON form is demanded.");
    private static final Key<ConditionSettings, Optional<Long>> INPUT_OVER = Key.<ConditionSettings, Long>optional(
                    "input-over",
                    Numbers.tokens(),
                    when -> when.inputOver().stream().boxed().findFirst(),
                    "More input than so many tokens, as they are estimated.")
            .otherwise("any");

    static final Section<ConditionSettings> SECTION = Section.of(
                    "routes.NAME.rules[].when",
                    "What a rule asks of a request. All keys that are there must hold; of a list, one word must.",
                    List.of(
                            CALLERS,
                            TENANTS,
                            PLANS,
                            TEAMS,
                            METADATA,
                            HEADERS,
                            DATA_CLASSES,
                            REGIONS,
                            ZONES,
                            DIALECTS,
                            STREAM,
                            TOOLS,
                            IMAGES,
                            JSON,
                            INPUT_OVER),
                    ConditionSection::built)
            .renamed(Map.ofEntries(
                    Map.entry("subjects", "callers, tenants, teams or plans"),
                    Map.entry("caller", "callers"),
                    Map.entry("users", "callers"),
                    Map.entry("team", "teams"),
                    Map.entry("tenant", "tenants"),
                    Map.entry("plan", "plans"),
                    Map.entry("zone", "zones"),
                    Map.entry("region", "regions"),
                    Map.entry("data-class", "data-classes"),
                    Map.entry("models", "a route of its own"),
                    Map.entry("tasks", "the strategy task")))
            .checked(ConditionSection::check);

    private ConditionSection() {}

    private static ConditionSettings built(Values v) {
        return new ConditionSettings(
                new ConditionSettings.Who(v.get(CALLERS), v.get(TENANTS), v.get(PLANS), v.get(TEAMS)),
                v.get(METADATA),
                v.get(HEADERS),
                v.get(DATA_CLASSES),
                v.get(REGIONS),
                v.get(ZONES),
                v.get(DIALECTS),
                new ConditionSettings.Asks(v.get(STREAM), v.get(TOOLS), v.get(IMAGES), v.get(JSON)),
                v.get(INPUT_OVER).map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private static void check(Values v, Spot spot) {
        boolean nothing = !(spot.tree() instanceof Tree.Mapping mapping)
                || mapping.entries().isEmpty();
        if (nothing) {
            spot.errorAtKey("no condition", "at least one; what fits no rule is served by otherwise", "");
        }
        v.find(DIALECTS).ifPresent(dialects -> checkSpoken(dialects, spot.at(DIALECTS.name())));
    }

    /** A rule for a dialect that nobody speaks would fit nothing, in silence. */
    private static void checkSpoken(Matching dialects, Spot spot) {
        for (String word : dialects.anyOf()) {
            if (SPOKEN.stream().noneMatch(new Matching(List.of(word))::admits)) {
                spot.error(Shown.quoted(word), Problem.CHOICES + String.join(", ", SPOKEN), "");
            }
        }
    }

    private static Key<ConditionSettings, Matching> words(
            String name, Function<ConditionSettings, Matching> getter, String meaning) {
        Kind<Matching> kind = Words.matching()
                .optional()
                .as(
                        found -> found.orElse(Matching.anything()),
                        matching -> matching.isAnything() ? Optional.<Matching>empty() : Optional.of(matching));
        return Key.withDefault(name, kind, getter, Matching.anything(), meaning).otherwise("any");
    }

    private static Key<ConditionSettings, Optional<Boolean>> asks(
            String name, Function<ConditionSettings, Optional<Boolean>> getter, String meaning) {
        return Key.<ConditionSettings, Boolean>optional(name, WordKind.trueOrFalse(), getter, meaning)
                .otherwise("any");
    }
}
