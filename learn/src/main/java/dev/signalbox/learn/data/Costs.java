package dev.signalbox.learn.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What answers cost in USD: the real cost where the data has it, else the price times the tokens, thinking tokens included.
 *
 * <p>Unknown prompt tokens are a quarter of the text's characters. Unknown answer tokens are the model's mean on the same
 * source, else the mean of all models on it, else what the caller assumes.
 */
public final class Costs {

    private final Dataset data;
    private final double assumed;
    private final Map<String, double[][]> bySource = new TreeMap<>();

    /** @param assumedOutputTokens tokens of an answer where nothing is known of the source */
    public Costs(Dataset data, double assumedOutputTokens) {
        this.data = data;
        this.assumed = assumedOutputTokens;
        int all = data.models().size();
        for (int p = 0; p < data.prompts().size(); p++) {
            double[][] sums = bySource.computeIfAbsent(data.prompts().get(p).source(), _ -> new double[all + 1][2]);
            for (int o = data.first(p); o < data.end(p); o++) {
                if (data.outputTokens(o) >= 0) {
                    add(sums[data.model(o)], data.outputTokens(o));
                    add(sums[all], data.outputTokens(o));
                }
            }
        }
    }

    /** Costs by prompt and by the given models; NaN where neither a cost nor a price is known, or there is no outcome. */
    public double[][] of(List<String> models, Map<String, ModelPrice> prices) {
        int[] numbers = data.numbers(models);
        double[][] costs = new double[data.prompts().size()][numbers.length];
        for (int p = 0; p < costs.length; p++) {
            for (int m = 0; m < numbers.length; m++) {
                int outcome = data.find(p, numbers[m]);
                costs[p][m] = outcome < 0 ? Double.NaN : cost(p, outcome, prices.get(models.get(m)));
            }
        }
        return costs;
    }

    private double cost(int prompt, int outcome, @Nullable ModelPrice price) {
        double real = data.cost(outcome);
        if (!Double.isNaN(real) || price == null) {
            return real;
        }
        int input = data.inputTokens(outcome);
        return price.cost(
                input >= 0 ? input : data.prompts().get(prompt).text().length() / 4.0, outputTokens(prompt, outcome));
    }

    private double outputTokens(int prompt, int outcome) {
        if (data.outputTokens(outcome) >= 0) {
            return data.outputTokens(outcome);
        }
        double[][] sums = bySource.getOrDefault(data.prompts().get(prompt).source(), new double[0][0]);
        double[] own = sums[data.model(outcome)];
        double[] any = sums[sums.length - 1];
        return own[1] > 0 ? own[0] / own[1] : any[1] > 0 ? any[0] / any[1] : assumed;
    }

    private static void add(double[] sum, double value) {
        sum[0] += value;
        sum[1]++;
    }
}
