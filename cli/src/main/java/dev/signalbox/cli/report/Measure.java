package dev.signalbox.cli.report;

import dev.signalbox.server.store.UsageSums;
import java.util.List;
import java.util.function.Function;

/** One number of the sums of usage. */
record Measure(Column column, Function<UsageSums, Cell> value) {

    private static final Measure REQUESTS = count("requests", "requests", UsageSums::requests);
    private static final Measure FAILURES = count("failures", "failures", UsageSums::failures);
    private static final Measure ATTEMPTS = count("attempts", "attempts", UsageSums::attempts);
    private static final Measure COST =
            money("cost_usd", "cost USD", sums -> Cell.money(sums.cost(), sums.unknownServed()));
    private static final Measure COST_UNKNOWN = count("unknown_cost_requests", "cost unknown", UsageSums::unknownCost);
    private static final Measure ESTIMATED = count("estimated_requests", "estimated", UsageSums::estimated);
    private static final Measure WASTED =
            money("wasted_usd", "wasted USD", sums -> Cell.money(sums.wasted(), sums.unknownWasted()));
    private static final Measure LOST = count("lost_requests", "lost", UsageSums::lost);
    private static final Measure HELD = money("held_usd", "held USD", sums -> Cell.money(sums.held(), 0));

    static final List<Measure> USAGE = List.of(
            REQUESTS,
            FAILURES,
            ATTEMPTS,
            count("input_tokens", "input", UsageSums::input),
            count("cached_tokens", "cached", UsageSums::cached),
            count("cache_write_tokens", "cache write", UsageSums::cacheWrite),
            count("output_tokens", "output", UsageSums::output),
            count("reasoning_tokens", "reasoning", UsageSums::reasoning),
            COST,
            COST_UNKNOWN,
            ESTIMATED,
            WASTED,
            LOST,
            HELD);

    static final List<Measure> MONEY = List.of(REQUESTS, COST, COST_UNKNOWN, ESTIMATED, LOST, HELD, WASTED);

    static final List<Measure> FAILED = List.of(
            REQUESTS,
            FAILURES,
            new Measure(
                    new Column("failures_percent", "failures %", Column.Unit.PERCENT),
                    sums -> Cell.percent(sums.failures(), sums.requests())),
            LOST,
            ATTEMPTS,
            count("wasted_attempts", "wasted attempts", UsageSums::spare),
            WASTED);

    private static Measure count(String name, String title, Function<UsageSums, Long> value) {
        return new Measure(Column.count(name, title), value.andThen(Cell::of));
    }

    private static Measure money(String name, String title, Function<UsageSums, Cell> value) {
        return new Measure(Column.dollars(name, title), value);
    }
}
