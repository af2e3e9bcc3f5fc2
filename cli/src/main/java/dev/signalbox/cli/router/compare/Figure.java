package dev.signalbox.cli.router.compare;

import dev.signalbox.cli.router.Figures;
import dev.signalbox.learn.measure.Interval;
import dev.signalbox.wire.json.Json;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** A number with its 95 % interval, by drawing prompts again. */
record Figure(double value, Interval interval) {
    private static final int ROUNDS = 2_000;

    /** A statistic of so many prompts, given by their numbers. */
    static Figure of(int prompts, long seed, ToDoubleFunction<int[]> statistic) {
        int[] all = new int[prompts];
        Arrays.setAll(all, i -> i);
        return prompts == 0
                ? new Figure(Double.NaN, new Interval(Double.NaN, Double.NaN))
                : new Figure(statistic.applyAsDouble(all), Interval.of(prompts, ROUNDS, seed, statistic));
    }

    /** The mean of values, one for each prompt. */
    static Figure mean(double[] values, long seed) {
        return of(
                values.length,
                seed,
                drawn -> Arrays.stream(drawn).mapToDouble(i -> values[i]).sum() / drawn.length);
    }

    Json.Obj json() {
        return Json.object(o -> o.put("value", Figures.json(value))
                .put("low", Figures.json(interval.low()))
                .put("high", Figures.json(interval.high())));
    }

    String three() {
        return told(Figures.three(value), Figures.three(interval.low()), Figures.three(interval.high()));
    }

    String money() {
        return told(Figures.money(value), Figures.money(interval.low()), Figures.money(interval.high()));
    }

    String percent() {
        return told(Figures.percent(value), Figures.percent(interval.low()), Figures.percent(interval.high()));
    }

    private static String told(String value, String low, String high) {
        return low.equals("-") ? value : value + " (" + low + " to " + high + ")";
    }
}
