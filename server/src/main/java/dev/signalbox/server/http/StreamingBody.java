package dev.signalbox.server.http;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The body of an answer that is sent in pieces. All methods may be called from any thread; pieces leave in the order in
 * which they were written. After the end, an abort or a hang-up further pieces are dropped in silence.
 */
public interface StreamingBody {
    /** Sends a piece at once. The bytes must not be changed afterwards. */
    void write(byte[] bytes);

    /** Whether more is waiting for the caller's socket than should: write on after {@link #onDrain}. */
    boolean full();

    /** Runs the action once on the event loop when the body is not full any more; soon, if it is not full now. */
    void onDrain(Runnable action);

    /** Ends the body. */
    void end();

    /** Sends a last piece and ends the body. */
    void end(byte[] last);

    /** Closes the connection (resets the stream on HTTP/2), so that the caller notices that the answer is cut. */
    void abort();

    /**
     * Tells on the event loop when the body is over: empty when its last byte was handed to the socket, otherwise why it
     * was not. Called at once if it is over.
     */
    void onEnded(Consumer<Optional<Throwable>> action);
}
