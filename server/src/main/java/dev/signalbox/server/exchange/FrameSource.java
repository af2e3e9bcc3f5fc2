package dev.signalbox.server.exchange;

/** Where the frames of one streamed reply come from. */
public interface FrameSource {
    /** Lets frames flow into the sink, on the exchange's event loop. Called once. */
    void start(FrameSink sink);

    /** Stops the flow until {@link #resume()}: the caller reads slower than the provider writes. Any thread. */
    void pause();

    /** Lets frames flow again. Any thread. */
    void resume();

    /** Ends it: the provider's connection is closed at once, and the sink is told {@link Ending.CallerGone} if it was not told an end. */
    void close();
}
