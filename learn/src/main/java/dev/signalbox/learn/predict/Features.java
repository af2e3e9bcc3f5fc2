package dev.signalbox.learn.predict;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a prompt before any model is asked. The arrays are not copied.
 *
 * @param embedding a vector in {@value #PARTS} parts: how the prompt begins, how it ends, how much it changes; null when the embedder
 *     was late or broken
 * @param surface {@link dev.signalbox.learn.text.SurfaceFeatures}
 * @param tokens estimated tokens of the whole prompt
 */
public record Features(float @Nullable [] embedding, float[] surface, int tokens) {
    /** Parts of an embedding. The first two are of one kind: their sum tells what the whole prompt is like. */
    public static final int PARTS = 3;
}
