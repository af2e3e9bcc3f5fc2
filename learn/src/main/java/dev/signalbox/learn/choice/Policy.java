package dev.signalbox.learn.choice;

import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.learn.predict.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How the modes choose within one subset at given prices. Solved once; for any number of threads.
 *
 * <p>The settings of a mode are those that save most while every kind of prompts keeps its band by a quarter of a standard error, and all kinds
 * together by a whole one, on the graded prompts that the weights carry. There it is measured with predictions of fits that had not seen
 * the prompt, and with settings that were not chosen on it. In all modes another model must be predicted better than the best single
 * one by a lead, in quality mode the largest with which as much was kept there as with any other, less a standard error: predictions err,
 * and who picks the highest of many picks errors. With too few such prompts the band is taken as it stands, over predicted qualities.
 */
public final class Policy {
    /** Fewest prompts for a setting to be solved. */
    static final int LEAST = 100;

    private static final int LEAST_OF_TASK = 150;

    private final List<Member> members;
    private final Solution anything;
    private final Solution bySurface;
    private final Map<String, Solution> byTask;
    private final Map<Mode, Promise> promises;

    private Policy(
            List<Member> members,
            Solution anything,
            Solution bySurface,
            Map<String, Solution> byTask,
            Map<Mode, Promise> promises) {
        this.members = members;
        this.anything = anything;
        this.bySurface = bySurface;
        this.byTask = byTask;
        this.promises = promises;
    }

    /**
     * Solves the settings of a subset. Takes some seconds where there are many members and prompts.
     *
     * @throws dev.signalbox.learn.predict.UnknownModelException if the weights do not know a member
     */
    public static Policy solve(Weights weights, List<Member> members, Bands bands) {
        List<Member> copy = List.copyOf(members);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("members: none (expected: at least one)");
        }
        int[] numbers = weights.numbers(copy.stream().map(Member::model).toList());
        Stage stage = new Stage(weights, copy, numbers);
        Rehearsal all = stage.rehearsal(false, _ -> true);
        Solution anything = Solution.of(List.of(all), all.best(), bands).getFirst();
        Solution bySurface = Solution.of(List.of(stage.rehearsal(true, _ -> true)), all.best(), bands)
                .getFirst();
        Map<String, Rehearsal> kinds = stage.kinds();
        Map<Boolean, List<Map.Entry<String, Rehearsal>>> enough = kinds.entrySet().stream()
                .collect(Collectors.partitioningBy(kind -> kind.getValue().size() >= LEAST_OF_TASK));
        List<Map.Entry<String, Rehearsal>> many = enough.getOrDefault(true, List.of());
        List<Rehearsal> few = enough.getOrDefault(false, List.of()).stream()
                .map(Map.Entry::getValue)
                .toList();
        List<Solution> solutions =
                Solution.of(many.stream().map(Map.Entry::getValue).toList(), all.best(), bands);
        Map<String, Solution> byTask = new HashMap<>();
        Map<Rehearsal, Solution> solved = new LinkedHashMap<>();
        for (int i = 0; i < many.size(); i++) {
            byTask.put(many.get(i).getKey(), solutions.get(i));
            solved.put(many.get(i).getValue(), solutions.get(i));
        }
        Map<Mode, Promise> promises = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            promises.put(mode, Promises.of(mode, copy, all.best(), solved, few, anything));
        }
        return new Policy(copy, anything, bySurface, byTask, promises);
    }

    /** The same for the same members in another order. */
    Policy of(List<Member> order) {
        if (order.equals(members)) {
            return this;
        }
        Map<String, Solution> tasks = new HashMap<>();
        byTask.forEach((task, solution) -> tasks.put(task, moved(solution, order)));
        return new Policy(List.copyOf(order), moved(anything, order), moved(bySurface, order), tasks, promises);
    }

    private Solution moved(Solution solution, List<Member> order) {
        return solution.at(
                order.indexOf(members.get(solution.best())), order.indexOf(members.get(solution.reference())));
    }

    /** The subset. */
    public List<Member> members() {
        return members;
    }

    /** What a mode keeps and saves. */
    public Promise promise(Mode mode) {
        return Objects.requireNonNull(promises.get(mode), "not solved");
    }

    /**
     * Orders the eligible members for one prompt.
     *
     * @param eligible by member; those that are not are never in the result
     * @param promptTokens of the whole prompt
     * @param cachedTokens by member, tokens of the prompt that its provider probably has cached
     */
    public Choice choose(Prediction prediction, Mode mode, boolean[] eligible, int promptTokens, int[] cachedTokens) {
        boolean novel = prediction.novel() && mode != Mode.QUALITY;
        Solution solution = solution(prediction);
        Mode followed = novel ? Mode.QUALITY : mode;
        Setting setting = solution.of(followed);
        double[] quality = prediction.quality();
        double[] weighed = quality.clone();
        double[] cost = new double[quality.length];
        for (int m = 0; m < quality.length; m++) {
            cost[m] = members.get(m)
                    .cost(promptTokens, cachedTokens[m], prediction.outputTokens()[m]);
        }
        weighed[solution.ahead(followed)] += setting.lead();
        List<Ranked> order = new Order(setting.dial(), solution.scale()).rank(weighed, quality, cost, eligible);
        return new Choice(order, basis(order.size(), novel, prediction.surfaceOnly(), mode));
    }

    /** The subset's own order, for when nothing at all could be predicted. */
    public Choice fallback(boolean[] eligible) {
        List<Ranked> order = new ArrayList<>();
        for (int m = 0; m < eligible.length; m++) {
            if (eligible[m]) {
                order.add(new Ranked(m, Double.NaN, Double.NaN, false));
            }
        }
        return new Choice(order, Basis.ORDER);
    }

    private static Basis basis(int eligible, boolean novel, boolean surfaceOnly, Mode mode) {
        if (eligible == 1) {
            return Basis.ONLY;
        }
        if (surfaceOnly) {
            return Basis.SURFACE;
        }
        return novel ? Basis.NOVEL : mode == Mode.QUALITY ? Basis.BEST : Basis.BAND;
    }

    private Solution solution(Prediction prediction) {
        if (prediction.surfaceOnly()) {
            return bySurface;
        }
        return prediction.novel() ? anything : byTask.getOrDefault(prediction.task(), anything);
    }

    /** Sorts by standing; equal ones by cost, then by quality, then by their place in the subset. */
    record Order(Dial dial, double scale) {

        List<Ranked> rank(double[] weighed, double[] quality, double[] cost, boolean[] eligible) {
            int best = -1;
            double dearest = 0;
            for (int m = 0; m < weighed.length; m++) {
                if (eligible[m]) {
                    best = best < 0 || weighed[m] > weighed[best] ? m : best;
                    dearest = Math.max(dearest, cost[m]);
                }
            }
            List<Ranked> order = new ArrayList<>();
            double[] standing = new double[weighed.length];
            for (int m = 0; m < weighed.length; m++) {
                if (eligible[m]) {
                    standing[m] = dial.standing(weighed[m], cost[m], weighed[best], scale, dearest);
                    order.add(new Ranked(
                            m,
                            quality[m],
                            cost[m],
                            dial.within(weighed[m], cost[m], weighed[best], cost[best], scale)));
                }
            }
            order.sort(Comparator.comparingDouble((Ranked ranked) -> -standing[ranked.member()])
                    .thenComparingDouble(Ranked::cost)
                    .thenComparingDouble(ranked -> -ranked.quality())
                    .thenComparingInt(Ranked::member));
            return order;
        }
    }
}
