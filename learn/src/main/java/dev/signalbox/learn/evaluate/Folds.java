package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.data.Twins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A parting of prompts into folds of equal size. Each source is parted evenly, and prompts that ask the same are in one fold, so that
 * no weights are measured on what they have seen in another place.
 *
 * @param many how many folds there are
 * @param of by prompt, the number of its fold
 */
public record Folds(int many, int[] of) {
    /** Fewest folds. */
    public static final int LEAST = 2;

    /** Most folds. */
    public static final int MOST = 10;

    /**
     * Parts prompts by chance.
     *
     * @throws IllegalArgumentException if a source has fewer different prompts than there are folds
     */
    public static Folds of(List<Prompt> prompts, int many, long seed) {
        if (many < LEAST || many > MOST) {
            throw new IllegalArgumentException(
                    "folds: " + many + " (expected: a number from " + LEAST + " to " + MOST + ")");
        }
        List<int[]> groups = groups(prompts);
        check(prompts, groups, many);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = groups.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            groups.set(i, groups.set(j, groups.get(i)));
        }
        // large groups first, while there is room to make up for them
        groups.sort(Comparator.comparingInt((int[] group) -> -group.length));
        int[] of = new int[prompts.size()];
        int[] all = new int[many];
        Map<String, int[]> bySource = new TreeMap<>();
        for (int[] group : groups) {
            int[] its = bySource.computeIfAbsent(prompts.get(group[0]).source(), _ -> new int[many]);
            int fold = IntStream.range(0, many)
                    .boxed()
                    .min(Comparator.comparingInt((Integer f) -> its[f]).thenComparingInt(f -> all[f]))
                    .orElse(0);
            for (int prompt : group) {
                of[prompt] = fold;
                all[fold]++;
                bySource.computeIfAbsent(prompts.get(prompt).source(), _ -> new int[many])[fold]++;
            }
        }
        return new Folds(many, of);
    }

    private static List<int[]> groups(List<Prompt> prompts) {
        Map<Integer, List<Integer>> members = new TreeMap<>();
        int[] twins = Twins.of(prompts);
        for (int p = 0; p < twins.length; p++) {
            members.computeIfAbsent(twins[p], _ -> new ArrayList<>()).add(p);
        }
        List<int[]> groups = new ArrayList<>();
        members.values()
                .forEach(each ->
                        groups.add(each.stream().mapToInt(Integer::intValue).toArray()));
        return groups;
    }

    private static void check(List<Prompt> prompts, List<int[]> groups, int many) {
        Map<String, Integer> different = new TreeMap<>();
        for (int[] group : groups) {
            Arrays.stream(group)
                    .mapToObj(prompt -> prompts.get(prompt).source())
                    .distinct()
                    .forEach(source -> different.merge(source, 1, Integer::sum));
        }
        different.forEach((source, count) -> {
            if (count < many) {
                throw new IllegalArgumentException("source " + source + ": " + count
                        + " different prompts (expected: at least " + many + ", one for each fold)");
            }
        });
    }

    /** How many prompts each fold has. */
    public int[] sizes() {
        int[] sizes = new int[many];
        for (int fold : of) {
            sizes[fold]++;
        }
        return sizes;
    }

    /** The prompts of a fold, or all but these. */
    int[] prompts(int fold, boolean inside) {
        return IntStream.range(0, of.length)
                .filter(p -> (of[p] == fold) == inside)
                .toArray();
    }
}
