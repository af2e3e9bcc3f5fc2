package dev.signalbox.server.exchange;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import java.util.List;

/** Sets money aside for attempts. */
@FunctionalInterface
public interface Holds {
    /**
     * Sets aside the most that an attempt may cost and journals it, before the attempt is sent.
     *
     * @param number counts the attempts of the exchange from 1; 0 is a call that was made before it was sent
     * @param outputBound the most output tokens that the attempt can bring, 0 if nothing bounds it
     * @throws Refused with {@link Failure.LedgerUnavailable} if the journal cannot be written
     */
    Hold hold(
            int number,
            Candidate candidate,
            long inputTokens,
            long outputBound,
            List<Loss> losses,
            List<Adjustment> adjustments)
            throws Refused;

    /** A target was not asked although its turn had come. */
    default void passedOver(PassedOver target) {}
}
