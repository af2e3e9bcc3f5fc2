package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.choice.Bands;
import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.data.Pool;
import dev.signalbox.learn.measure.BandResult;
import dev.signalbox.learn.measure.Point;
import dev.signalbox.learn.measure.Singles;
import dev.signalbox.learn.train.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Subsets of four to eight models drawn by chance, on the prompts of one source that all of them answered: whether the bands of modes hold. */
final class DrawnSubsets {
    private static final int FEWEST = 4;
    private static final int MOST = 8;
    private static final int PROMPTS = 100;
    private static final int TRIES = 20;
    private static final double ROUNDING = 1e-9;

    private final PoolMeasure measure;
    private final Unseen weights;
    private final Dataset data;
    private final Map<String, ModelPrice> prices;
    private final long seed;

    DrawnSubsets(PoolMeasure measure, Unseen weights, Dataset data, Map<String, ModelPrice> prices, long seed) {
        this.measure = measure;
        this.weights = weights;
        this.data = data;
        this.prices = prices;
        this.seed = seed;
    }

    /** At most so many different ones of each source; sources that have not enough models or prompts are left out. */
    List<BandResult> of(int many, Progress progress) {
        List<BandResult> results = new ArrayList<>();
        for (String source : data.sources()) {
            Dataset its = data.ofSources(Set.of(source));
            List<Pool> pools = drawn(source, its, many);
            List<PoolMeasure.Tried> tried = new ArrayList<>();
            for (Pool pool : pools) {
                progress.at("measuring subsets of " + source, tried.size(), pools.size());
                tried.add(measure.tried(pool, its));
            }
            for (Mode mode : Mode.values()) {
                if (!tried.isEmpty()) {
                    results.add(result(source, mode, tried));
                }
            }
        }
        return results;
    }

    private List<Pool> drawn(String source, Dataset its, int many) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> models = its.models().stream()
                .filter(model -> weights.know(model)
                        && prices.containsKey(model)
                        && its.covering(List.of(model)).prompts().size() >= PROMPTS)
                .toList();
        List<Pool> pools = new ArrayList<>();
        Set<Set<String>> seen = new HashSet<>();
        for (int i = 0; i < TRIES * many && pools.size() < many && models.size() >= FEWEST; i++) {
            List<String> rest = new ArrayList<>(models);
            List<String> some = new ArrayList<>();
            int size = Math.min(models.size(), random.nextInt(FEWEST, MOST + 1));
            while (some.size() < size) {
                some.add(rest.remove(random.nextInt(rest.size())));
            }
            boolean anew = seen.add(Set.copyOf(some));
            if (anew && its.covering(some).prompts().size() >= PROMPTS) {
                pools.add(new Pool(source + "-" + pools.size(), source, false, List.of(source), some));
            }
        }
        return pools;
    }

    private static BandResult result(String source, Mode mode, List<PoolMeasure.Tried> all) {
        double band = Bands.DEFAULT.of(mode);
        double kept = 0;
        double saved = 0;
        double lowest = Double.POSITIVE_INFINITY;
        int broken = 0;
        for (PoolMeasure.Tried tried : all) {
            Point best = Singles.of(tried.trial().score(), tried.trial().cost()).bestPoint();
            Point point = tried.point(mode);
            double its = best.quality() > 0 ? point.quality() / best.quality() : 1;
            kept += its / all.size();
            saved += (best.cost() > 0 ? 1 - point.cost() / best.cost() : 0) / all.size();
            lowest = Math.min(lowest, its);
            broken += its < 1 - band - ROUNDING ? 1 : 0;
        }
        return new BandResult(
                source, mode.name().toLowerCase(Locale.ROOT), band, all.size(), kept, lowest, broken, saved);
    }
}
