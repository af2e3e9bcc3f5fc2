package dev.signalbox.cli.router;

import dev.signalbox.cli.Aligned;
import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Policy;
import dev.signalbox.learn.choice.Promise;
import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was predicted, in sum. For one thread. */
public final class PredictSummary {
    private static final double MANY = 1_000;

    private final String version;
    private final Policy policy;
    private final double[] quality;
    private final double[] cost;
    private final Map<Mode, int[]> picked = new EnumMap<>(Mode.class);
    private int prompts;
    private int novel;

    PredictSummary(String version, Policy policy) {
        int models = policy.members().size();
        this.version = version;
        this.policy = policy;
        this.quality = new double[models];
        this.cost = new double[models];
        for (Mode mode : Mode.values()) {
            picked.put(mode, new int[models]);
        }
    }

    void add(Prediction prediction, double[] itsCost, Map<Mode, Integer> picks) {
        prompts++;
        novel += prediction.novel() ? 1 : 0;
        for (int m = 0; m < quality.length; m++) {
            quality[m] += prediction.quality()[m];
            cost[m] += itsCost[m];
        }
        picks.forEach((mode, model) -> of(mode)[model]++);
    }

    int prompts() {
        return prompts;
    }

    /** For people. */
    public String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "MODEL", "EXPECTED QUALITY", "USD PER 1,000 REQUESTS", "PICKED BY QUALITY", "BALANCED", "COST"));
        for (int m = 0; m < quality.length; m++) {
            lines.add(List.of(
                    policy.members().get(m).model(),
                    Figures.three(quality[m] / prompts),
                    Figures.money(MANY * cost[m] / prompts),
                    share(Mode.QUALITY, m),
                    share(Mode.BALANCED, m),
                    share(Mode.COST, m)));
        }
        StringBuilder text = new StringBuilder(Aligned.text(lines));
        for (Mode mode : Mode.values()) {
            text.append(promise(mode)).append('\n');
        }
        return text.append(String.format(
                        Locale.ROOT, "%,d prompts, %s of them novel; weights %s%n", prompts, share(novel), version))
                .toString();
    }

    private String promise(Mode mode) {
        Promise promise = policy.promise(mode);
        String name = mode.name().toLowerCase(Locale.ROOT);
        if (promise.dominated()) {
            return name + ": one model dominates here, nothing to save";
        }
        return promise.holds()
                ? "%s: keeps %s of %s and saves %s, on %d graded prompts of the weights"
                        .formatted(
                                name,
                                Figures.percent(promise.kept()),
                                promise.best(),
                                Figures.percent(promise.saved()),
                                promise.prompts())
                : "%s: no promise, the weights have graded only %d prompts with two of these models"
                        .formatted(name, promise.prompts());
    }

    private String share(Mode mode, int model) {
        return share(of(mode)[model]);
    }

    private int[] of(Mode mode) {
        return picked.getOrDefault(mode, new int[0]);
    }

    private String share(int count) {
        return Figures.percent((double) count / prompts);
    }

    /** For programs. */
    public Json.Obj json() {
        List<Json> models = new ArrayList<>();
        for (int m = 0; m < quality.length; m++) {
            int model = m;
            models.add(Json.object(
                    o -> o.put("model", policy.members().get(model).model())
                            .put("quality", Figures.json(quality[model] / prompts))
                            .put("cost", Figures.json(cost[model] / prompts))
                            .put("picked_quality", of(Mode.QUALITY)[model])
                            .put("picked_balanced", of(Mode.BALANCED)[model])
                            .put("picked_cost", of(Mode.COST)[model])));
        }
        return Json.object(o -> o.put("weights", version)
                .put("prompts", prompts)
                .put("novel", novel)
                .put("models", Json.array(models))
                .put("modes", Json.array(promises())));
    }

    private List<Json> promises() {
        List<Json> promises = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            Promise promise = policy.promise(mode);
            promises.add(Json.object(o -> o.put("mode", mode.name().toLowerCase(Locale.ROOT))
                    .put("best", promise.best())
                    .put("kept", Figures.json(promise.kept()))
                    .put("saved", Figures.json(promise.saved()))
                    .put("prompts", promise.prompts())
                    .put("dominated", promise.dominated())));
        }
        return promises;
    }
}
