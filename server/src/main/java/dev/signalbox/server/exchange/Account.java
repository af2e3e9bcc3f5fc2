package dev.signalbox.server.exchange;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The book-keeping of one exchange: opened once at the door, closed exactly once, whatever happens. Facts are told to it as
 * they become known. Thread-safe, never blocks on a disk.
 */
public interface Account {
    /** Who asks. */
    void caller(Caller caller);

    /** What the request was told with. */
    void metadata(Map<String, String> words);

    /** What was asked for. */
    void offer(Offer offer);

    /** What was planned. */
    void plan(Plan plan);

    /**
     * Sets aside the most that an attempt may cost and journals it, before the attempt is sent.
     *
     * @param number counts the attempts of the exchange from 1
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

    /**
     * Watches the reply and closes the account with it: a whole one at once, a streamed one when its last frame passes or
     * when it is dropped, in any case before the last byte leaves.
     */
    Reply follow(Reply reply);

    /** Closes the account of a request that gets the answer of an earlier one again: nothing was called, nothing is billed. */
    void repeated(KeptAnswer answer);

    /** Closes the account with a failure. Answers the same failure, so that it can be thrown on. */
    Refused fail(Throwable failure);

    /** For how long at least one attempt was under way, up to now. */
    default Duration atProviders() {
        return Duration.ZERO;
    }

    /** What the served answer cost, for whole answers after {@link #follow}. */
    Cost cost();
}
