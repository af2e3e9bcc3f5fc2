package dev.signalbox.server.exchange;

/** Takes the frames of one reply in order, on the event loop. Must be short and must not block. */
public interface FrameSink {
    /** The next frame. */
    void frame(Frame frame);

    /** No more frames follow. Called exactly once. */
    void end(Ending ending);
}
