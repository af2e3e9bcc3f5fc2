package dev.signalbox.learn.choice;

import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Sets the scenes of rehearsals: the graded prompts of the weights on which at least two members of a subset were graded. A prompt takes
 * part with those members that were graded on it.
 */
final class Stage {
    private static final int COMPLETE = 300;

    private final Weights weights;
    private final Prototypes prototypes;
    private final List<Member> members;
    private final int[] numbers;
    private final double[] strength;
    private final double[][] strengthWithout;

    /** @param numbers of the members in the weights */
    Stage(Weights weights, List<Member> members, int[] numbers) {
        this.weights = weights;
        this.prototypes = weights.prototypes();
        this.members = members;
        this.numbers = numbers;
        Collection<List<int[]>> all = groups(_ -> true).values();
        this.strength = strength(all);
        this.strengthWithout = without(all);
    }

    /** A rehearsal on the prototypes that are asked for. */
    Rehearsal rehearsal(boolean bySurface, IntPredicate wanted) {
        Map<String, List<int[]>> groups = groups(wanted);
        double[] there = strength(groups.values());
        double[][] without = without(groups.values());
        List<Scene> scenes = new ArrayList<>();
        for (List<int[]> group : groups.values()) {
            scenes.addAll(scenes(group, bySurface, there, without));
        }
        int[] all = byNumber(_ -> true);
        return new Rehearsal(scenes, scenes.isEmpty() ? mostExpected() : all[strongest(there, all)]);
    }

    /** Rehearsals by kind of prompt. */
    Map<String, Rehearsal> kinds() {
        Map<String, Rehearsal> kinds = new LinkedHashMap<>();
        List<String> labels = weights.tasks().labels();
        for (int t = 0; t < labels.size(); t++) {
            int task = t;
            kinds.put(labels.get(t), rehearsal(false, p -> prototypes.tasks()[p] == task));
        }
        return kinds;
    }

    /** By pattern of who was graded and source, rows of each member's place in the prototype and the prototype's number. */
    private Map<String, List<int[]>> groups(IntPredicate wanted) {
        Map<String, List<int[]>> groups = new TreeMap<>();
        for (int p = 0; p < prototypes.size(); p++) {
            if (!wanted.test(p)) {
                continue;
            }
            int[] at = new int[numbers.length + 1];
            at[numbers.length] = p;
            StringBuilder pattern = new StringBuilder();
            int graded = 0;
            for (int m = 0; m < numbers.length; m++) {
                at[m] = Arrays.binarySearch(prototypes.models()[p], (short) numbers[m]);
                graded += at[m] >= 0 ? 1 : 0;
                pattern.append(at[m] >= 0 ? '1' : '0');
            }
            if (graded >= 2) {
                groups.computeIfAbsent(pattern + " " + prototypes.source(p), _ -> new ArrayList<>())
                        .add(at);
            }
        }
        keepComplete(groups);
        return groups;
    }

    /** Where there are prompts enough on which every member was graded, the others are left out. */
    private void keepComplete(Map<String, List<int[]>> groups) {
        String complete = "1".repeat(numbers.length) + " ";
        int count = groups.entrySet().stream()
                .filter(group -> group.getKey().startsWith(complete))
                .mapToInt(group -> group.getValue().size())
                .sum();
        if (count >= COMPLETE) {
            groups.keySet().removeIf(pattern -> !pattern.startsWith(complete));
        }
    }

    private double[] strength(Collection<List<int[]>> groups) {
        return strength(groups, _ -> true);
    }

    /** By part, the strength without its prompts. */
    private double[][] without(Collection<List<int[]>> groups) {
        double[][] without = new double[Scene.PARTS][];
        Arrays.setAll(without, left -> strength(groups, p -> part(p) != left));
        return without;
    }

    /** By member, how much better than the others it was on these prompts, as far as it was graded on them. */
    private double[] strength(Collection<List<int[]>> groups, IntPredicate wanted) {
        double[] sums = new double[numbers.length];
        int[] counts = new int[numbers.length];
        for (List<int[]> group : groups) {
            int[] present = present(group);
            for (int[] at : group) {
                if (!wanted.test(at[numbers.length])) {
                    continue;
                }
                float[] scores = prototypes.scores()[at[numbers.length]];
                double mean = Arrays.stream(present)
                        .mapToDouble(m -> scores[at[m]])
                        .average()
                        .orElse(0);
                for (int m : present) {
                    sums[m] += scores[at[m]] - mean;
                    counts[m]++;
                }
            }
        }
        double[] result = new double[numbers.length];
        for (int m = 0; m < numbers.length; m++) {
            result[m] = counts[m] == 0 ? Double.NEGATIVE_INFINITY : sums[m] / counts[m];
        }
        return result;
    }

    /** The part of a prompt; it hangs on its name alone. */
    private int part(int prototype) {
        return Math.floorMod((prototypes.ids().get(prototype).hashCode() * 0x9E3779B9) >>> 8, Scene.PARTS);
    }

    /** Prompts of one source with the same members. */
    private List<Scene> scenes(List<int[]> group, boolean bySurface, double[] there, double[][] without) {
        int[] present = present(group);
        Scene.Best best = new Scene.Best(strongest(there, present), strongest(strength, present));
        Scene.Best[] bestWithout = new Scene.Best[Scene.PARTS];
        Arrays.setAll(
                bestWithout,
                left -> new Scene.Best(strongest(without[left], present), strongest(strengthWithout[left], present)));
        List<Scene> scenes = new ArrayList<>();
        for (int[] at : group) {
            int p = at[numbers.length];
            float[] foreseen = (bySurface ? prototypes.foreseenBySurface() : prototypes.rehearsed())[p];
            double[] quality = new double[present.length];
            double[] cost = new double[present.length];
            double[] score = new double[present.length];
            for (int i = 0; i < present.length; i++) {
                int m = present[i];
                quality[i] = foreseen[at[m]];
                double tokens = weights.outputTokens(prototypes.lengths()[p], numbers[m])
                        + weights.known().get(numbers[m]).hiddenTokens();
                cost[i] = members.get(m).cost(prototypes.tokens()[p], 0, tokens);
                score[i] = prototypes.scores()[p][at[m]];
            }
            scenes.add(new Scene(
                    quality, cost, score, best, bestWithout, prototypes.sources()[p], part(p)));
        }
        return scenes;
    }

    /** The members that were graded, in the order of the weights, so that ties are decided the same whatever the subset's order. */
    private int[] present(List<int[]> group) {
        int[] first = group.getFirst();
        return byNumber(m -> first[m] >= 0);
    }

    private int[] byNumber(IntPredicate wanted) {
        return IntStream.range(0, numbers.length)
                .filter(wanted)
                .boxed()
                .sorted(Comparator.comparingInt(m -> numbers[m]))
                .mapToInt(m -> m)
                .toArray();
    }

    /** The place among these members of the strongest; the first of equals. */
    private static int strongest(double[] strengths, int[] present) {
        int best = 0;
        for (int i = 1; i < present.length; i++) {
            best = strengths[present[i]] > strengths[present[best]] ? i : best;
        }
        return best;
    }

    private int mostExpected() {
        int best = 0;
        for (int m = 1; m < numbers.length; m++) {
            if (weights.known().get(numbers[m]).mean()
                    > weights.known().get(numbers[best]).mean()) {
                best = m;
            }
        }
        return best;
    }
}
