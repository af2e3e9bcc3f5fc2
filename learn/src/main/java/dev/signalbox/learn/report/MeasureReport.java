package dev.signalbox.learn.report;

import dev.signalbox.learn.measure.Calibration;
import dev.signalbox.learn.measure.NewModelCurve;
import dev.signalbox.learn.measure.NoveltyResult;
import dev.signalbox.learn.measure.PairResult;
import dev.signalbox.learn.measure.PoolResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was measured of one version of weights.
 *
 * @param facts what the reader must know of it, in order: weights, data, split, seed, date
 * @param pairs all ways of a pair beside each other, the router first
 * @param newModels empty if not measured
 * @param notes what is not covered, and what to read with care
 */
public record MeasureReport(
        String title,
        Map<String, String> facts,
        List<PairResult> pairs,
        List<PoolResult> pools,
        Optional<Calibration> calibration,
        Optional<NoveltyResult> novelty,
        List<NewModelCurve> newModels,
        List<String> notes) {

    /** Takes defensive copies. */
    public MeasureReport {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        pairs = List.copyOf(pairs);
        pools = List.copyOf(pools);
        newModels = List.copyOf(newModels);
        notes = List.copyOf(notes);
    }
}
