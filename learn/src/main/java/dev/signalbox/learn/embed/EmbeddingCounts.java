package dev.signalbox.learn.embed;

/**
 * What embeddings have been doing: sums since the start, and how things stand.
 *
 * @param cached answers from memory
 * @param fresh answers that were waited for
 * @param late answers that were not there in time
 * @param broken answers that there will not be
 * @param computed vectors that were worked out, in time or not
 * @param dropped excerpts that were never worked out, because newer ones took their place or nobody waited for them any more
 * @param waiting excerpts that wait for a thread now
 * @param remembered vectors that are kept now
 */
public record EmbeddingCounts(
        long cached, long fresh, long late, long broken, long computed, long dropped, int waiting, long remembered) {}
