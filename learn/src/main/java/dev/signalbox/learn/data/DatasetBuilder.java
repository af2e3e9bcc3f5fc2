package dev.signalbox.learn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers outcomes in any order and lays them out by prompt and model. */
public final class DatasetBuilder {

    /** An outcome that stands twice: on which line again, on which first. */
    record Twice(int prompt, String model, long line, long first) {}

    private final List<Prompt> prompts;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int size;
    private int[] prompt = new int[1024];
    private int[] model = new int[1024];
    private double[] score = new double[1024];
    private int[] input = new int[1024];
    private int[] output = new int[1024];
    private double[] cost = new double[1024];
    private long[] line = new long[1024];

    /** Outcomes of these prompts. */
    public DatasetBuilder(List<Prompt> prompts) {
        this.prompts = List.copyOf(prompts);
    }

    /**
     * Adds an outcome.
     *
     * @param number the prompt's place in the list
     * @param grade from 0 to 1
     * @param inputTokens -1 if unknown
     * @param outputTokens -1 if unknown
     * @param costUsd NaN if unknown
     */
    public DatasetBuilder add(
            int number, String name, double grade, int inputTokens, int outputTokens, double costUsd) {
        if (!(grade >= 0 && grade <= 1)) {
            throw new IllegalArgumentException("score: " + grade + " (expected: a number from 0 to 1)");
        }
        add(number, name, grade, inputTokens, outputTokens, costUsd, size + 1L);
        return this;
    }

    /** Adds an outcome of which only the score is known. */
    public DatasetBuilder add(int number, String name, double grade) {
        return add(number, name, grade, -1, -1, Double.NaN);
    }

    void add(int number, String name, double grade, int inputTokens, int outputTokens, double costUsd, long from) {
        if (size == prompt.length) {
            grow();
        }
        prompt[size] = number;
        model[size] = numbers.computeIfAbsent(name, key -> {
            names.add(key);
            return names.size() - 1;
        });
        score[size] = grade;
        input[size] = inputTokens;
        output[size] = outputTokens;
        cost[size] = costUsd;
        line[size] = from;
        size++;
    }

    int size() {
        return size;
    }

    /**
     * The data set; its models are in the order of their names.
     *
     * @throws IllegalArgumentException if a prompt and a model stand together twice
     */
    public Dataset build() {
        Twice twice = twice();
        if (twice != null) {
            throw new IllegalArgumentException("outcome: twice for prompt %s and model %s (expected: once)"
                    .formatted(prompts.get(twice.prompt()).id(), twice.model()));
        }
        List<String> sorted = names.stream().sorted().toList();
        int[] rank = new int[names.size()];
        for (int i = 0; i < rank.length; i++) {
            rank[numbers.getOrDefault(sorted.get(i), 0)] = i;
        }
        int[] order = byPromptAndModel(rank);
        Outcomes outcomes = new Outcomes(size);
        int[] first = new int[prompts.size() + 1];
        for (int i = 0; i < size; i++) {
            int from = order[i];
            first[prompt[from] + 1] = i + 1;
            outcomes.set(i, rank[model[from]], score[from], input[from], output[from], cost[from]);
        }
        for (int i = 1; i < first.length; i++) {
            first[i] = Math.max(first[i], first[i - 1]);
        }
        return new Dataset(prompts, sorted, first, outcomes);
    }

    /** The first outcome that repeats an earlier one; null if none does. */
    @Nullable
    Twice twice() {
        int[] order = byPromptAndModel(null);
        Twice found = null;
        for (int i = 1; i < size; i++) {
            int here = order[i];
            int before = order[i - 1];
            boolean same = prompt[here] == prompt[before] && model[here] == model[before];
            if (same && (found == null || line[here] < found.line())) {
                found = new Twice(prompt[here], names.get(model[here]), line[here], line[before]);
            }
        }
        return found;
    }

    /** Two stable counting sorts: by model, then by prompt. */
    private int[] byPromptAndModel(int @Nullable [] rank) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        int[] key = new int[size];
        Arrays.setAll(key, i -> rank == null ? model[i] : rank[model[i]]);
        return sorted(sorted(order, key, names.size()), prompt, prompts.size());
    }

    private static int[] sorted(int[] order, int[] key, int keys) {
        int[] next = new int[keys + 1];
        for (int i : order) {
            next[key[i] + 1]++;
        }
        for (int i = 1; i <= keys; i++) {
            next[i] += next[i - 1];
        }
        int[] sorted = new int[order.length];
        for (int i : order) {
            sorted[next[key[i]]++] = i;
        }
        return sorted;
    }

    private void grow() {
        int more = size + (size >> 1);
        prompt = Arrays.copyOf(prompt, more);
        model = Arrays.copyOf(model, more);
        score = Arrays.copyOf(score, more);
        input = Arrays.copyOf(input, more);
        output = Arrays.copyOf(output, more);
        cost = Arrays.copyOf(cost, more);
        line = Arrays.copyOf(line, more);
    }
}
