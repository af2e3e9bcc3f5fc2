package dev.signalbox.learn.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Graded prompts on which the settings of modes are tried. What is picked is compared with the best single model there. */
final class Rehearsal {
    private static final int STEPS = 40;
    private static final double[] LEADS = {0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0};

    private final List<Scene> scenes;
    private final double scale;
    private final int best;

    /** @param best the number of the best single model */
    Rehearsal(List<Scene> scenes, int best) {
        this.scenes = List.copyOf(scenes);
        this.best = best;
        double mean = scenes.stream()
                .mapToDouble(scene -> scene.cost()[scene.best()])
                .average()
                .orElse(0);
        this.scale = mean > 0 ? mean : 1;
    }

    /** How many prompts. */
    int size() {
        return scenes.size();
    }

    /** Mean cost of a request of the best single model in USD. */
    double scale() {
        return scale;
    }

    /** The number of the best single model. */
    int best() {
        return best;
    }

    /**
     * What each mode may be set to, the one of most quality first; only that one in quality mode. Every setting is tried once, whatever
     * the number of modes.
     */
    Map<Mode, List<Attempted>> attempts(Bands bands) {
        Map<Mode, List<Attempted>> attempts = new EnumMap<>(Mode.class);
        if (scenes.size() < Policy.LEAST) {
            for (Mode mode : Mode.values()) {
                double band = bands.of(mode);
                Setting untried = new Setting(mode == Mode.QUALITY ? new Dial.Price(0) : new Dial.Band(band), 0);
                attempts.put(mode, List.of(Attempted.of(untried, result(untried), band)));
            }
            return attempts;
        }
        List<Setting> leading =
                leads().map(lead -> new Setting(new Dial.Price(0), lead)).toList();
        for (Mode mode : Mode.values()) {
            attempts.put(
                    mode,
                    new ArrayList<>(List.of(Attempted.plainest(leading.stream()
                            .map(setting -> Attempted.of(setting, result(setting), bands.of(mode)))
                            .toList()))));
        }
        List<Attempted> balanced = Objects.requireNonNull(attempts.get(Mode.BALANCED));
        List<Attempted> cost = Objects.requireNonNull(attempts.get(Mode.COST));
        for (Dial dial : dials()) {
            leads().map(lead -> new Setting(dial, lead)).forEach(setting -> {
                Result result = result(setting);
                balanced.add(Attempted.of(setting, result, bands.balanced()));
                cost.add(Attempted.of(setting, result, bands.cost()));
            });
        }
        return attempts;
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

    /** What a setting gets beside the best single model here. */
    private Result result(Setting setting) {
        return result(setting, scale, false);
    }

    /** What a mode gets beside the best single model over all kinds of prompts. */
    Result against(Solution solution, Mode mode) {
        return result(solution.of(mode), solution.scale(), true);
    }

    private Result result(Setting setting, double itsScale, boolean reference) {
        double[] picked = new double[scenes.size()];
        double[] bestScores = new double[scenes.size()];
        int[] sources = new int[scenes.size()];
        double cost = 0;
        double bestCost = 0;
        for (int i = 0; i < picked.length; i++) {
            Scene scene = scenes.get(i);
            int pick = setting.pick(scene.quality(), scene.cost(), scene.best(), itsScale);
            int single = reference ? scene.reference() : scene.best();
            picked[i] = scene.score()[pick];
            bestScores[i] = scene.score()[single];
            sources[i] = scene.source();
            cost += scene.cost()[pick] / picked.length;
            bestCost += scene.cost()[single] / picked.length;
        }
        return new Result(picked, bestScores, sources, cost, bestCost);
    }
}
