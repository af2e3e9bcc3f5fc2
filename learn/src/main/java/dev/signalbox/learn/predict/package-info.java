/**
 * Prediction of how well models do on a prompt, from weights that were trained elsewhere. Arithmetic only: the same weights give
 * the same numbers on every machine.
 *
 * <p>{@link dev.signalbox.learn.predict.Features} go into a {@link dev.signalbox.learn.predict.Predictor} over {@link
 * dev.signalbox.learn.predict.Weights}, and a {@link dev.signalbox.learn.predict.Prediction} comes out: the mean of several
 * fitted {@link dev.signalbox.learn.predict.Factors}, corrected by what is known of similar {@link
 * dev.signalbox.learn.predict.Prototypes}.
 */
@NullMarked
package dev.signalbox.learn.predict;

import org.jspecify.annotations.NullMarked;
