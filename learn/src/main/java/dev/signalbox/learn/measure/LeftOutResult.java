package dev.signalbox.learn.measure;

import java.util.List;

/**
 * What weights do on a source that they were trained without.
 *
 * @param prompts of the source
 * @param twins prompts of other sources that ask the same, and were left out of training with it
 * @param novel share of the prompts that are flagged
 * @param pools on the prompts of the source alone, of models that are known from other sources
 */
public record LeftOutResult(String source, int prompts, int twins, double novel, List<PoolResult> pools) {

    /** Takes a defensive copy. */
    public LeftOutResult {
        pools = List.copyOf(pools);
    }
}
