package dev.signalbox.learn.data;

import java.util.Set;

/** Sets of sources that have a name. */
public final class Sources {

    /**
     * Sources whose outcomes may be used for weights that are shipped: the licences of outcomes and prompts allow commercial
     * use, or only facts (who answered right) are taken.
     */
    public static final Set<String> CAUTIOUS =
            Set.of("mmlu", "gsm8k", "crux", "numersense", "mmlu_pro", "bfcl", "reasoning_gym", "livecodebench");

    private Sources() {}
}
