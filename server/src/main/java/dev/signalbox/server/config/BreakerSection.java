package dev.signalbox.server.config;

import dev.signalbox.server.settings.BreakerError;
import dev.signalbox.server.settings.BreakerRule;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.LastResort;
import dev.signalbox.server.settings.StatusRange;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code breaker} of a provider, and of a model in place of its provider's. */
final class BreakerSection {

    private static final Pattern RANGE = Pattern.compile("([45][0-9]{2})(?:-([45][0-9]{2}))?");

    private static final Key<BreakerSettings, List<BreakerRule>> RULES = Key.withDefault(
            "rules",
            ListKind.of(Rule.SECTION),
            BreakerSettings::rules,
            List.of(),
            "Each trips by itself. Without rules nothing is taken out: two failures in two minutes that are a fifth of the"
                    + " attempts put a target last.");

    static final Section<BreakerSettings> SECTION = Section.of(
                    "providers.NAME.breaker",
                    "When targets are taken out of rotation, each for itself. The same keys stand in `models.NAME.breaker`.",
                    List.of(RULES),
                    v -> new BreakerSettings(v.get(RULES)))
            .renamed(Map.of("rule", "rules: [...]"))
            .checked(BreakerSection::check);

    private BreakerSection() {}

    private static void check(Values v, Spot spot) {
        Set<String> seen = new HashSet<>();
        List<BreakerRule> rules = v.find(RULES).orElse(List.of());
        for (int i = 0; i < rules.size(); i++) {
            if (!seen.add(rules.get(i).name())) {
                spot.at("rules")
                        .item(i)
                        .at("name")
                        .error(Shown.quoted(rules.get(i).name()), "each name once", "");
            }
        }
    }

    private static Kind<StatusRange> range() {
        return WordKind.of("a status code or a range such as 500-599", BreakerSection::parse, StatusRange::written);
    }

    private static Optional<StatusRange> parse(String word) {
        Matcher matcher = RANGE.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        return first <= last ? Optional.of(new StatusRange(first, last)) : Optional.empty();
    }

    /** {@code breaker.rules[]}. */
    private static final class Rule {

        private static final Key<BreakerRule, String> NAME = Key.required(
                "name", WordKind.name(), BreakerRule::name, "How the rule is called in logs, plans and errors.");
        private static final Key<BreakerRule, Optional<Integer>> COUNT = Key.<BreakerRule, Integer>optional(
                        "count",
                        Numbers.whole(1, BreakerRule.MOST),
                        BreakerRule::count,
                        "So many failures within the interval trip the breaker.")
                .otherwise("required without percentage");
        private static final Key<BreakerRule, Optional<Integer>> PERCENTAGE = Key.<BreakerRule, Integer>optional(
                        "percentage",
                        Numbers.whole(1, 100),
                        BreakerRule::percentage,
                        "So many failures of a hundred attempts within the interval trip it.")
                .otherwise("required without count");
        private static final Key<BreakerRule, Optional<Integer>> LEAST = Key.<BreakerRule, Integer>optional(
                        "least",
                        Numbers.whole(1, BreakerRule.MOST),
                        rule -> rule.percentage().map(_ -> rule.least()),
                        "How many attempts there must be before a percentage says anything.")
                .otherwise(Integer.toString(BreakerRule.DEFAULT_LEAST));
        private static final Key<BreakerRule, Duration> INTERVAL = Key.withDefault(
                "interval",
                Durations.moreThanZero(),
                BreakerRule::interval,
                BreakerRule.DEFAULT_INTERVAL,
                "How far back failures count.");
        private static final Key<BreakerRule, Optional<Set<StatusRange>>> STATUSES =
                Key.<BreakerRule, Set<StatusRange>>optional(
                                "statuses",
                                ListKind.of(range())
                                        .as(
                                                Set::copyOf,
                                                ranges ->
                                                        ranges.stream().sorted().toList()),
                                rule -> Optional.of(rule.statuses()),
                                "The status codes that count, each one or a range.")
                        .otherwise("`[401, 403, 408, 429, 500-599]`; none where only errors are written");
        private static final Key<BreakerRule, Optional<Set<BreakerError>>> ERRORS =
                Key.<BreakerRule, Set<BreakerError>>optional(
                                "errors",
                                ListKind.of(WordKind.oneOf(BreakerError.class, Map.of()))
                                        .as(
                                                Set::copyOf,
                                                errors -> Arrays.stream(BreakerError.values())
                                                        .filter(errors::contains)
                                                        .toList()),
                                rule -> Optional.of(rule.errors()),
                                "The failures without a status that count.")
                        .otherwise("all; none where only statuses are written");
        private static final Key<BreakerRule, Duration> TRIP = Key.withDefault(
                "trip",
                Durations.moreThanZero(),
                BreakerRule::trip,
                BreakerRule.DEFAULT_TRIP,
                "For how long the target is left alone. Then one request probes it.");
        private static final Key<BreakerRule, Boolean> ACCEPT_RETRY_AFTER = Key.withDefault(
                "accept-retry-after",
                WordKind.trueOrFalse(),
                BreakerRule::acceptRetryAfter,
                true,
                "Whether a time that the failure names takes the place of `trip`, up to a day.");
        private static final Key<BreakerRule, LastResort> LAST_RESORT = Key.withDefault(
                "last-resort",
                WordKind.oneOf(
                        LastResort.class, Map.of("true", "did you mean always?", "false", "did you mean never?")),
                BreakerRule::lastResort,
                LastResort.WITHOUT_RETRY_AFTER,
                "Whether the target is tried all the same when nothing else is left: `always`, `never`, or unless the"
                        + " provider has named a time. Where it is not, the caller gets 503 with `Retry-After`.");

        static final Section<BreakerRule> SECTION = Section.of(
                        "providers.NAME.breaker.rules[]",
                        "One reason to take a target out, by `count` or by `percentage`.",
                        List.of(
                                NAME,
                                COUNT,
                                PERCENTAGE,
                                LEAST,
                                INTERVAL,
                                STATUSES,
                                ERRORS,
                                TRIP,
                                ACCEPT_RETRY_AFTER,
                                LAST_RESORT),
                        Rule::build)
                .renamed(Map.ofEntries(
                        Map.entry("trip-duration", "trip"),
                        Map.entry("duration", "trip"),
                        Map.entry("failure-count", "count"),
                        Map.entry("failures", "count"),
                        Map.entry("threshold", "count"),
                        Map.entry("percent", "percentage"),
                        Map.entry("minimum", "least"),
                        Map.entry("window", "interval"),
                        Map.entry("on", "statuses"),
                        Map.entry("status-codes", "statuses"),
                        Map.entry("status-code-ranges", "statuses"),
                        Map.entry("error-reasons", "errors")))
                .checked(Rule::check);

        private Rule() {}

        private static BreakerRule build(Values v) {
            boolean neither = v.get(STATUSES).isEmpty() && v.get(ERRORS).isEmpty();
            return new BreakerRule(
                    v.get(NAME),
                    v.get(COUNT),
                    v.get(PERCENTAGE),
                    v.get(LEAST).orElse(BreakerRule.DEFAULT_LEAST),
                    v.get(INTERVAL),
                    v.get(STATUSES).orElse(neither ? BreakerRule.DEFAULT_STATUSES : Set.of()),
                    v.get(ERRORS).orElse(neither ? BreakerRule.ALL_ERRORS : Set.of()),
                    v.get(TRIP),
                    v.get(ACCEPT_RETRY_AFTER),
                    v.get(LAST_RESORT));
        }

        private static void check(Values v, Spot spot) {
            if (spot.has("count") && spot.has("percentage")) {
                spot.at("percentage").errorAtKey("count is there already", "one of both", "");
            } else if (!spot.has("count") && !spot.has("percentage")) {
                spot.errorAtKey("nothing trips it", "a count or a percentage", "");
            }
            if (spot.has("least") && spot.has("count") && !spot.has("percentage")) {
                spot.at("least").errorAtKey("a bound of percentage beside a count", "percentage, or no least", "");
            }
            boolean nothing = v.find(STATUSES).flatMap(s -> s).map(Set::isEmpty).orElse(!spot.has("statuses"))
                    && v.find(ERRORS).flatMap(e -> e).map(Set::isEmpty).orElse(!spot.has("errors"));
            if (nothing && (spot.has("statuses") || spot.has("errors"))) {
                spot.errorAtKey("nothing counts", "statuses or errors", "");
            }
        }
    }
}
