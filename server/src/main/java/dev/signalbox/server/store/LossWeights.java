package dev.signalbox.server.store;

import dev.signalbox.wire.dialect.Loss;

/** The weights of losses as words of the ledger. */
public final class LossWeights {
    private static final String HINT = "hint";
    private static final String MEANING = "meaning";

    private LossWeights() {}

    /** The word that is kept. */
    public static String word(Loss.Weight weight) {
        return switch (weight) {
            case HINT -> HINT;
            case MEANING -> MEANING;
        };
    }

    /** The weight of a kept word; entries of the first version have none, and might have lost anything. */
    public static Loss.Weight of(String word) {
        return word.equals(HINT) ? Loss.Weight.HINT : Loss.Weight.MEANING;
    }
}
