package dev.signalbox.server.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The book-keeping of one exchange: opened once at the door, closed exactly once, whatever happens. Facts are told to it as
 * they become known. Thread-safe, never blocks on a disk.
 */
public interface Account extends Holds {
    /** Who asks. */
    void caller(Caller caller);

    /** What the request was told with. */
    void metadata(Map<String, String> words);

    /** What was asked for. */
    void offer(Offer offer);

    /** What was planned. */
    void plan(Plan plan);

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

    /** The attempts at answering up to now, in their order; calls that were made to find out where to send the request are none. */
    default List<Attempted> attempted() {
        return List.of();
    }

    /** Whom to tell, once, how many tokens all its attempts used, when the account is closed. Must not block. */
    default void whenClosed(LongConsumer told) {}

    /** What the served answer cost, for whole answers after {@link #follow}. */
    Cost cost();
}
