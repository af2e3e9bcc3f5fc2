package dev.signalbox.server.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The answers that are kept for requests that come again. What a method was asked to write survives the death of the process
 * when it returns. May block on a disk: not for event loops and virtual threads.
 */
public interface Replays extends AutoCloseable {
    /**
     * Takes a key for a request that is about to be served.
     *
     * @param first what is kept if the key is free: {@link Replay.State.Begun}
     * @param oldest what is older counts as free
     * @return what is there if the key is taken
     * @throws StoreUnavailable if it cannot be read or written now
     */
    Optional<Replay> claim(ReplayKey key, Replay first, Instant oldest);

    /** Exchanges the state of a key that was claimed; does nothing if the key is gone. */
    void settle(ReplayKey key, Replay.State state);

    /** Lets a key be free again. */
    void release(ReplayKey key);

    /**
     * Forgets keys that are older, and then the oldest answers until what is left takes no more than so many bytes. Keys whose
     * answers are forgotten for their size stay, as {@link Replay.State.Spent}.
     *
     * @param why the word for what is forgotten for its size
     */
    void purge(Instant oldest, long mostBytes, String why);

    /** The ids of the first requests whose answers are kept, each with when it came. */
    Map<String, Instant> kept();

    /** Forgets the kept answers of these first requests, over what they were written, and their keys. Answers how many. */
    int forget(Set<String> requestIds);

    /** Bytes of the answers that are kept. */
    long bytes();

    @Override
    void close();
}
