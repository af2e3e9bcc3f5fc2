package dev.signalbox.server.config;

import dev.signalbox.server.settings.Backoff;
import dev.signalbox.server.settings.RetryBudget;
import dev.signalbox.server.settings.RetryOverrides;
import dev.signalbox.server.settings.RetrySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code retry} of a provider, and of a target, where each value may be absent. */
final class RetrySection {

    private static final Kind<Integer> ATTEMPTS_KIND = Numbers.whole(0, RetrySettings.MOST_ATTEMPTS);
    private static final String ATTEMPTS_MEANING = "Retries on the same target after the first try.";
    private static final String DELAY_MEANING =
            "The pause before each retry; with exponential backoff the most that the first pause may be.";
    private static final String ON_MEANING = "The status codes after which the same target is tried again.";
    private static final String TRANSPORT_MEANING =
            "Whether failed connections, timeouts and status 529 are retried too.";
    private static final Kind<Backoff> BACKOFF_KIND = WordKind.oneOf(Backoff.class, Map.of());
    private static final String BACKOFF_MEANING =
            "How the pauses grow: not at all, or doubled each time, of which chance takes a part, down to nothing.";
    private static final String LONGEST_DELAY_MEANING = "The most that pauses grow to with exponential backoff.";
    private static final String WINDOW_MEANING =
            "How long after a request's first attempt a pause may still end, also one that the provider names.";
    private static final Map<String, String> RENAMED = Map.of(
            "count", "attempts",
            "max-attempts", "attempts",
            "max-delay", "longest-delay",
            "on-status-codes", "on",
            "status-codes", "on");

    private RetrySection() {}

    static Kind<Set<Integer>> statusCodes() {
        return ListKind.of(Numbers.whole(400, 599))
                .as(Set::copyOf, codes -> codes.stream().sorted().toList());
    }

    static final class Provider {
        private static final RetrySettings DEFAULTS = RetrySettings.defaults();
        private static final Key<RetrySettings, Integer> ATTEMPTS =
                Key.of("attempts", ATTEMPTS_KIND, RetrySettings::attempts, DEFAULTS, ATTEMPTS_MEANING);
        private static final Key<RetrySettings, Duration> DELAY =
                Key.of("delay", Durations.zeroOrMore(), RetrySettings::delay, DEFAULTS, DELAY_MEANING);
        private static final Key<RetrySettings, Set<Integer>> ON =
                Key.of("on", statusCodes(), RetrySettings::on, DEFAULTS, ON_MEANING);
        private static final Key<RetrySettings, Boolean> TRANSPORT =
                Key.of("transport", WordKind.trueOrFalse(), RetrySettings::transport, DEFAULTS, TRANSPORT_MEANING);

        private static final Key<RetrySettings, Backoff> BACKOFF =
                Key.of("backoff", BACKOFF_KIND, RetrySettings::backoff, DEFAULTS, BACKOFF_MEANING);
        private static final Key<RetrySettings, Duration> LONGEST_DELAY = Key.of(
                "longest-delay", Durations.zeroOrMore(), RetrySettings::longestDelay, DEFAULTS, LONGEST_DELAY_MEANING);
        private static final Key<RetrySettings, Duration> WINDOW =
                Key.of("window", Durations.zeroOrMore(), RetrySettings::window, DEFAULTS, WINDOW_MEANING);

        private static final Key<RetrySettings, Optional<Integer>> CALLERS_MAY = Key.<RetrySettings, Integer>optional(
                        "callers-may",
                        ATTEMPTS_KIND,
                        RetrySettings::callersMay,
                        "How many retries a caller may wish for by `x-signalbox-retry`; fewer than `attempts` say nothing.")
                .otherwise("`attempts`");

        private static final Key<RetrySettings, RetryBudget> BUDGET = Key.withDefault(
                "budget",
                RetryBudgetSection.SECTION,
                RetrySettings::budget,
                RetryBudget.defaults(),
                "How many retries one target bears from all requests together.");

        static final Section<RetrySettings> SECTION = Section.of(
                        "providers.NAME.retry",
                        "When an attempt is repeated on the same target.",
                        List.of(ATTEMPTS, DELAY, ON, TRANSPORT, BACKOFF, LONGEST_DELAY, WINDOW, CALLERS_MAY, BUDGET),
                        v -> new RetrySettings(
                                v.get(ATTEMPTS),
                                v.get(DELAY),
                                v.get(ON),
                                v.get(TRANSPORT),
                                v.get(BACKOFF),
                                v.get(LONGEST_DELAY),
                                v.get(WINDOW),
                                v.get(CALLERS_MAY),
                                v.get(BUDGET)))
                .renamed(RENAMED);

        private Provider() {}
    }

    static final class Target {
        private static final Key<RetryOverrides, Optional<Integer>> ATTEMPTS =
                key("attempts", ATTEMPTS_KIND, RetryOverrides::attempts, ATTEMPTS_MEANING);
        private static final Key<RetryOverrides, Optional<Duration>> DELAY =
                key("delay", Durations.zeroOrMore(), RetryOverrides::delay, DELAY_MEANING);
        private static final Key<RetryOverrides, Optional<Set<Integer>>> ON =
                key("on", statusCodes(), RetryOverrides::on, ON_MEANING);
        private static final Key<RetryOverrides, Optional<Boolean>> TRANSPORT =
                key("transport", WordKind.trueOrFalse(), RetryOverrides::transport, TRANSPORT_MEANING);

        private static final Key<RetryOverrides, Optional<Backoff>> BACKOFF =
                key("backoff", BACKOFF_KIND, RetryOverrides::backoff, BACKOFF_MEANING);
        private static final Key<RetryOverrides, Optional<Duration>> LONGEST_DELAY =
                key("longest-delay", Durations.zeroOrMore(), RetryOverrides::longestDelay, LONGEST_DELAY_MEANING);
        private static final Key<RetryOverrides, Optional<Duration>> WINDOW =
                key("window", Durations.zeroOrMore(), RetryOverrides::window, WINDOW_MEANING);

        static final Section<RetryOverrides> SECTION = Section.of(
                        "routes.NAME.targets[].retry",
                        "What this target sets in place of its provider's values.",
                        List.of(ATTEMPTS, DELAY, ON, TRANSPORT, BACKOFF, LONGEST_DELAY, WINDOW),
                        v -> new RetryOverrides(
                                v.get(ATTEMPTS),
                                v.get(DELAY),
                                v.get(ON),
                                v.get(TRANSPORT),
                                v.get(BACKOFF),
                                v.get(LONGEST_DELAY),
                                v.get(WINDOW)))
                .renamed(RENAMED);

        private Target() {}

        private static <T> Key<RetryOverrides, Optional<T>> key(
                String name, Kind<T> kind, Function<RetryOverrides, Optional<T>> getter, String meaning) {
            return Key.optional(name, kind, getter, meaning).otherwise("the provider's");
        }
    }
}
