package dev.signalbox.learn.embed;

import dev.signalbox.learn.text.Excerpt;

/** Turns excerpts into vectors. For any number of threads; the same excerpt gives the same vector. */
public interface Encoder extends AutoCloseable {
    /**
     * The vector of an excerpt.
     *
     * @throws IllegalStateException if the model does not run
     */
    float[] embed(Excerpt excerpt);

    @Override
    void close();
}
