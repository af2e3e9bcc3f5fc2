package dev.signalbox.server.config;

import dev.signalbox.server.settings.RetryBudget;
import java.util.List;
import java.util.Map;

/** {@code providers.NAME.retry.budget}. */
final class RetryBudgetSection {

    private static final Key<RetryBudget, Integer> FLOOR = Key.of(
            "floor",
            Numbers.whole(0, RetryBudget.HIGHEST_FLOOR),
            RetryBudget::floor,
            RetryBudget.defaults(),
            "Retries a second that are always allowed at each target.");
    private static final Key<RetryBudget, Integer> PERCENT = Key.of(
            "percent",
            Numbers.whole(0, RetryBudget.WHOLE),
            RetryBudget::percent,
            RetryBudget.defaults(),
            "Beyond them, retries in a hundred of the requests that came to the target.");

    static final Section<RetryBudget> SECTION = Section.of(
                    "providers.NAME.retry.budget",
                    "How many retries one target bears from all requests together, over the last 10 seconds.",
                    List.of(FLOOR, PERCENT),
                    v -> new RetryBudget(v.get(FLOOR), v.get(PERCENT)))
            .renamed(Map.of("min-retries-per-second", "floor", "ratio", "percent", "retry-ratio", "percent"));

    private RetryBudgetSection() {}
}
