package dev.signalbox.learn.choice;

import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The graded prompts of the weights on which at least two members of a subset were graded: what dials are tried on. A prompt takes
 * part with those members that were graded on it, and is compared with the best single model among just these.
 */
final class Rehearsal {
    private static final int STEPS = 40;
    private static final double NOTHING = 0.03;
    private static final int COMPLETE = 300;
    private static final double[] LEADS = {0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0};

    /** One prompt; arrays over the members that were graded. */
    private record Scene(double[] quality, double[] cost, double[] score, int best, int source) {}

    private final List<Member> members;
    private final List<Scene> scenes;
    private final double scale;
    private final int best;

    private Rehearsal(List<Member> members, List<Scene> scenes, double scale, int best) {
        this.members = members;
        this.scenes = scenes;
        this.scale = scale;
        this.best = best;
    }

    static Rehearsal of(Weights weights, List<Member> members, int[] numbers, boolean bySurface) {
        Prototypes prototypes = weights.prototypes();
        Map<String, List<int[]>> groups = new TreeMap<>();
        for (int p = 0; p < prototypes.size(); p++) {
            int[] at = new int[numbers.length];
            int graded = 0;
            for (int m = 0; m < numbers.length; m++) {
                at[m] = Arrays.binarySearch(prototypes.models()[p], (short) numbers[m]);
                graded += at[m] >= 0 ? 1 : 0;
            }
            if (graded >= 2) {
                groups.computeIfAbsent(pattern(at) + prototypes.source(p), _ -> new ArrayList<>())
                        .add(append(at, p));
            }
        }
        keepComplete(groups, numbers.length);
        List<Scene> scenes = new ArrayList<>();
        double[] strength = strength(prototypes, groups.values(), numbers.length);
        for (List<int[]> group : groups.values()) {
            scenes.addAll(scenes(weights, members, numbers, group, bySurface, strength));
        }
        double scale = 0;
        for (Scene scene : scenes) {
            scale += scene.cost[scene.best] / scenes.size();
        }
        int best = 0;
        for (int m = 1; m < strength.length; m++) {
            best = strength[m] > strength[best] ? m : best;
        }
        if (scenes.isEmpty()) {
            best = mostExpected(weights, numbers);
        }
        return new Rehearsal(members, scenes, scale > 0 ? scale : 1, best);
    }

    /** By member, how much better than the others it was on the prompts on which it was graded. */
    private static double[] strength(Prototypes prototypes, Collection<List<int[]>> groups, int members) {
        double[] sums = new double[members];
        int[] counts = new int[members];
        for (List<int[]> group : groups) {
            for (int[] at : group) {
                float[] scores = prototypes.scores()[at[members]];
                double mean = 0;
                int present = 0;
                for (int m = 0; m < members; m++) {
                    mean += at[m] >= 0 ? scores[at[m]] : 0;
                    present += at[m] >= 0 ? 1 : 0;
                }
                for (int m = 0; m < members; m++) {
                    if (at[m] >= 0) {
                        sums[m] += scores[at[m]] - mean / present;
                        counts[m]++;
                    }
                }
            }
        }
        double[] strength = new double[members];
        for (int m = 0; m < members; m++) {
            strength[m] = counts[m] == 0 ? Double.NEGATIVE_INFINITY : sums[m] / counts[m];
        }
        return strength;
    }

    /** Where there are prompts enough on which every member was graded, the others are left out. */
    private static void keepComplete(Map<String, List<int[]>> groups, int members) {
        String complete = "1".repeat(members) + " ";
        int count = groups.entrySet().stream()
                .filter(group -> group.getKey().startsWith(complete))
                .mapToInt(group -> group.getValue().size())
                .sum();
        if (count >= COMPLETE) {
            groups.keySet().removeIf(pattern -> !pattern.startsWith(complete));
        }
    }

    /** Prompts of one source with the same members, of which the strongest is the best single model. */
    private static List<Scene> scenes(
            Weights weights,
            List<Member> members,
            int[] numbers,
            List<int[]> group,
            boolean bySurface,
            double[] strength) {
        Prototypes prototypes = weights.prototypes();
        int[] first = group.getFirst();
        int[] present = java.util.stream.IntStream.range(0, numbers.length)
                .filter(m -> first[m] >= 0)
                .toArray();
        List<double[][]> rows = new ArrayList<>();
        for (int[] at : group) {
            int p = at[numbers.length];
            double[][] row = new double[3][present.length];
            for (int i = 0; i < present.length; i++) {
                int m = present[i];
                row[0][i] = (bySurface ? prototypes.foreseenBySurface() : prototypes.rehearsed())[p][at[m]];
                double tokens = weights.outputTokens(prototypes.lengths()[p], numbers[m])
                        + weights.known().get(numbers[m]).hiddenTokens();
                row[1][i] = members.get(m).cost(prototypes.tokens()[p], 0, tokens);
                row[2][i] = prototypes.scores()[p][at[m]];
            }
            rows.add(row);
        }
        int best = 0;
        for (int i = 1; i < present.length; i++) {
            best = strength[present[i]] > strength[present[best]] ? i : best;
        }
        int itsBest = best;
        int source = prototypes.sources()[group.getFirst()[numbers.length]];
        return rows.stream()
                .map(row -> new Scene(row[0], row[1], row[2], itsBest, source))
                .toList();
    }

    private static int mostExpected(Weights weights, int[] numbers) {
        int best = 0;
        for (int m = 1; m < numbers.length; m++) {
            if (weights.known().get(numbers[m]).mean()
                    > weights.known().get(numbers[best]).mean()) {
                best = m;
            }
        }
        return best;
    }

    private static String pattern(int[] at) {
        StringBuilder pattern = new StringBuilder();
        for (int place : at) {
            pattern.append(place >= 0 ? '1' : '0');
        }
        return pattern.append(' ').toString();
    }

    private static int[] append(int[] values, int last) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = last;
        return longer;
    }

    /** Mean cost of a request of the best single model in USD. */
    double scale() {
        return scale;
    }

    /** The number of the best single model. */
    int best() {
        return best;
    }

    /** The setting of a mode: the one that saves most and still keeps the band. */
    Setting solve(Mode mode, double band) {
        if (scenes.size() < Policy.LEAST) {
            return new Setting(mode == Mode.QUALITY ? new Dial.Price(0) : new Dial.Band(band), 0);
        }
        Setting quality = best(leads().map(lead -> new Setting(new Dial.Price(0), lead)));
        if (mode == Mode.QUALITY) {
            return quality;
        }
        Setting chosen = quality;
        double least = result(quality).cost();
        for (Dial dial : dials()) {
            for (double lead : LEADS) {
                Setting setting = new Setting(dial, lead);
                Result result = result(setting);
                if (result.cost() < least && result.keeps(band)) {
                    chosen = setting;
                    least = result.cost();
                }
            }
        }
        return chosen;
    }

    private Setting best(Stream<Setting> settings) {
        return settings.max(
                        Comparator.comparingDouble(setting -> result(setting).kept()))
                .orElseThrow();
    }

    private static Stream<Double> leads() {
        return Arrays.stream(LEADS).boxed();
    }

    private static List<Dial> dials() {
        List<Dial> dials = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            dials.add(new Dial.Price(StrictMath.pow(10, -3 + 4.0 * i / (STEPS - 1))));
            dials.add(new Dial.Band(StrictMath.pow(10, -3 + 3.0 * i / (STEPS - 1))));
        }
        return dials;
    }

    /** What a setting keeps and saves. */
    Promise promise(Mode mode, Setting setting) {
        String name = members.get(best).model();
        if (scenes.isEmpty()) {
            return new Promise(name, Double.NaN, Double.NaN, Double.NaN, 0, members.size() == 1);
        }
        Result result = result(setting);
        double saved = 1 - result.cost() / result.bestCost();
        boolean nothing = mode != Mode.QUALITY && saved < NOTHING;
        return new Promise(
                name, result.kept(), result.keptError(), saved, scenes.size(), members.size() == 1 || nothing);
    }

    private Result result(Setting setting) {
        double[] picked = new double[scenes.size()];
        double[] bestScores = new double[scenes.size()];
        int[] sources = new int[scenes.size()];
        double cost = 0;
        double bestCost = 0;
        for (int i = 0; i < picked.length; i++) {
            Scene scene = scenes.get(i);
            int pick = setting.pick(scene.quality, scene.cost, scene.best, scale);
            picked[i] = scene.score[pick];
            bestScores[i] = scene.score[scene.best];
            sources[i] = scene.source;
            cost += scene.cost[pick] / picked.length;
            bestCost += scene.cost[scene.best] / picked.length;
        }
        return new Result(picked, bestScores, sources, cost, bestCost);
    }
}
