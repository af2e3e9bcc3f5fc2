package dev.signalbox.learn.report;

import dev.signalbox.learn.measure.BandResult;
import dev.signalbox.learn.measure.Calibration;
import dev.signalbox.learn.measure.LeftOutResult;
import dev.signalbox.learn.measure.NewModelCurve;
import dev.signalbox.learn.measure.NoveltyResult;
import dev.signalbox.learn.measure.PairResult;
import dev.signalbox.learn.measure.PoolResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that was measured of one version of weights.
 *
 * @param facts what the reader must know of it, in order: weights, data, split, seed, date
 * @param pairs all ways of a pair beside each other, the router first
 * @param newModels empty if not measured
 * @param bands whether the bands of modes hold over drawn subsets, empty if not measured
 * @param leftOut sources that weights were trained without, empty if not measured
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
        List<BandResult> bands,
        List<LeftOutResult> leftOut,
        List<String> notes) {

    /** Takes defensive copies. */
    public MeasureReport {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        pairs = List.copyOf(pairs);
        pools = List.copyOf(pools);
        newModels = List.copyOf(newModels);
        bands = List.copyOf(bands);
        leftOut = List.copyOf(leftOut);
        notes = List.copyOf(notes);
    }

    /** Nothing was left out. */
    public MeasureReport(
            String title,
            Map<String, String> facts,
            List<PairResult> pairs,
            List<PoolResult> pools,
            Optional<Calibration> calibration,
            Optional<NoveltyResult> novelty,
            List<NewModelCurve> newModels,
            List<String> notes) {
        this(title, facts, pairs, pools, calibration, novelty, newModels, List.of(), List.of(), notes);
    }

    /** The report with one more source that was left out, and the pairs on its prompts. */
    public MeasureReport with(LeftOutResult result, List<PairResult> itsPairs) {
        return new MeasureReport(
                title,
                facts,
                Stream.concat(pairs.stream(), itsPairs.stream()).toList(),
                pools,
                calibration,
                novelty,
                newModels,
                bands,
                Stream.concat(leftOut.stream(), Stream.of(result)).toList(),
                notes);
    }

    /** The report with what drawn subsets kept. */
    public MeasureReport with(List<BandResult> found) {
        return new MeasureReport(title, facts, pairs, pools, calibration, novelty, newModels, found, leftOut, notes);
    }

    /** The report with notes before its own. */
    public MeasureReport noting(List<String> first) {
        return new MeasureReport(
                title,
                facts,
                pairs,
                pools,
                calibration,
                novelty,
                newModels,
                bands,
                leftOut,
                Stream.concat(first.stream(), notes.stream()).toList());
    }
}
