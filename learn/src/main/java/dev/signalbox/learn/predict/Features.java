package dev.signalbox.learn.predict;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a prompt before any model is asked. The arrays are not copied.
 *
 * @param embedding a vector of length 1; null when the embedder was late or broken
 * @param surface {@link dev.signalbox.learn.text.SurfaceFeatures}
 * @param tokens estimated tokens of the whole prompt
 */
public record Features(float @Nullable [] embedding, float[] surface, int tokens) {}
