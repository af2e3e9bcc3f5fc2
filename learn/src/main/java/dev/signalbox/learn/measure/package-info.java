/**
 * Measures of routing on plain arrays. Everything is indexed {@code [prompt][model]}; qualities and scores lie in [0, 1],
 * costs are USD per request. It knows neither files nor how predictions come about.
 *
 * <ul>
 *   <li>{@link dev.signalbox.learn.measure.Trial}: predictions beside what really happened, the input of a pool's measures.
 *   <li>{@link dev.signalbox.learn.measure.PoolResult#of}: all measures of a pool: the {@link
 *       dev.signalbox.learn.measure.Sweep} of the router beside {@link dev.signalbox.learn.measure.Baselines}, {@link
 *       dev.signalbox.learn.measure.Saving}s, {@link dev.signalbox.learn.measure.Aiq}, {@link
 *       dev.signalbox.learn.measure.NeverDearer}, the modes as shipped, and each model's {@link
 *       dev.signalbox.learn.measure.ModelResult}.
 *   <li>{@link dev.signalbox.learn.measure.PairResult#all}: the two-model protocol of RouteLLM.
 *   <li>{@link dev.signalbox.learn.measure.NoveltyResult#of}, {@link dev.signalbox.learn.measure.Calibration#of}, {@link
 *       dev.signalbox.learn.measure.Auc#of}: what is measured of predictions alone.
 *   <li>{@link dev.signalbox.learn.measure.NewModelCurve}: how good a model gets with so many graded prompts; the points come
 *       from the caller.
 * </ul>
 *
 * <p>Everything random is seeded: the same arrays and seed give the same numbers on every machine.
 */
@NullMarked
package dev.signalbox.learn.measure;

import org.jspecify.annotations.NullMarked;
