package dev.signalbox.learn.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Prompts and the graded outcomes of models on them. Outcomes are numbered from 0, by prompt and within a prompt by model;
 * those of prompt {@code p} are {@code first(p) <= o < end(p)}. Immutable.
 */
public final class Dataset {

    private final List<Prompt> prompts;
    private final List<String> models;
    private final int[] first;
    private final Outcomes outcomes;

    Dataset(List<Prompt> prompts, List<String> models, int[] first, Outcomes outcomes) {
        this.prompts = prompts;
        this.models = models;
        this.first = first;
        this.outcomes = outcomes;
    }

    /** All prompts, in the file's order. */
    public List<Prompt> prompts() {
        return prompts;
    }

    /** All models, in the order of their names. */
    public List<String> models() {
        return models;
    }

    /** How many outcomes there are. */
    public int outcomes() {
        return outcomes.model.length;
    }

    /** The first outcome of this prompt. */
    public int first(int prompt) {
        return first[prompt];
    }

    /** Behind the last outcome of this prompt. */
    public int end(int prompt) {
        return first[prompt + 1];
    }

    /** Which model answered. */
    public int model(int outcome) {
        return outcomes.model[outcome];
    }

    /** How good the answer was, from 0 to 1. */
    public double score(int outcome) {
        return outcomes.score[outcome];
    }

    /** Tokens of the prompt; -1 if unknown. */
    public int inputTokens(int outcome) {
        return outcomes.input[outcome];
    }

    /** Tokens of the answer; -1 if unknown. */
    public int outputTokens(int outcome) {
        return outcomes.output[outcome];
    }

    /** What the answer really cost in USD; NaN if unknown. */
    public double cost(int outcome) {
        return outcomes.cost[outcome];
    }

    /** The outcome of this model on this prompt; negative if there is none. */
    public int find(int prompt, int model) {
        return Arrays.binarySearch(outcomes.model, first[prompt], first[prompt + 1], model);
    }

    /** The names of the sources, sorted. */
    public Set<String> sources() {
        Set<String> sources = new TreeSet<>();
        prompts.forEach(prompt -> sources.add(prompt.source()));
        return sources;
    }

    /** The numbers of these models. */
    public int[] numbers(List<String> names) {
        return names.stream()
                .mapToInt(name -> {
                    int number = models.indexOf(name);
                    if (number < 0) {
                        throw new IllegalArgumentException(
                                "model: " + CsvReader.quoted(name) + " (expected: one of the data's models)");
                    }
                    return number;
                })
                .toArray();
    }

    /** Scores by prompt and by the given models; NaN where there is no outcome. */
    public double[][] scores(List<String> names) {
        int[] numbers = numbers(names);
        double[][] scores = new double[prompts.size()][numbers.length];
        for (int p = 0; p < scores.length; p++) {
            for (int m = 0; m < numbers.length; m++) {
                int outcome = find(p, numbers[m]);
                scores[p][m] = outcome < 0 ? Double.NaN : outcomes.score[outcome];
            }
        }
        return scores;
    }

    /** Only the prompts of these sources. */
    public Dataset ofSources(Set<String> sources) {
        return where(prompt -> sources.contains(prompt.source()));
    }

    /** Only the prompts of this split. */
    public Dataset ofSplit(String split) {
        return where(prompt -> prompt.split().equals(split));
    }

    /** Only these prompts. */
    public Dataset where(Predicate<Prompt> wanted) {
        return at(p -> wanted.test(prompts.get(p)));
    }

    /** Only the prompts on which every one of these models has an outcome. */
    public Dataset covering(List<String> names) {
        int[] numbers = numbers(names);
        return at(p -> Arrays.stream(numbers).allMatch(model -> find(p, model) >= 0));
    }

    /** At most so many prompts, chosen evenly by the seed, in their order. */
    public Dataset sample(int most, long seed) {
        int[] all = IntStream.range(0, prompts.size()).toArray();
        if (most >= all.length) {
            return this;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < most; i++) {
            int j = random.nextInt(i, all.length);
            int swapped = all[i];
            all[i] = all[j];
            all[j] = swapped;
        }
        return at(Arrays.stream(all, 0, most).sorted().toArray());
    }

    /** Only the outcomes of these models; the prompts stay. */
    public Dataset ofModels(Collection<String> names) {
        List<String> kept = names.stream().distinct().sorted().toList();
        int[] place = new int[models.size()];
        Arrays.fill(place, -1);
        int[] numbers = numbers(kept);
        for (int i = 0; i < numbers.length; i++) {
            place[numbers[i]] = i;
        }
        return copy(IntStream.range(0, prompts.size()).toArray(), kept, place);
    }

    private Dataset at(IntPredicate wanted) {
        return at(IntStream.range(0, prompts.size()).filter(wanted).toArray());
    }

    /** Only the prompts with these numbers, in this order. */
    public Dataset at(int[] numbers) {
        return copy(numbers, models, IntStream.range(0, models.size()).toArray());
    }

    private Dataset copy(int[] numbers, List<String> keptModels, int[] place) {
        int[] starts = new int[numbers.length + 1];
        for (int i = 0; i < numbers.length; i++) {
            int kept = 0;
            for (int o = first(numbers[i]); o < end(numbers[i]); o++) {
                kept += place[outcomes.model[o]] >= 0 ? 1 : 0;
            }
            starts[i + 1] = starts[i] + kept;
        }
        Outcomes copy = new Outcomes(starts[numbers.length]);
        int at = 0;
        for (int number : numbers) {
            for (int o = first(number); o < end(number); o++) {
                if (place[outcomes.model[o]] >= 0) {
                    copy.set(at++, place[model(o)], score(o), inputTokens(o), outputTokens(o), cost(o));
                }
            }
        }
        return new Dataset(Arrays.stream(numbers).mapToObj(prompts::get).toList(), keptModels, starts, copy);
    }
}
