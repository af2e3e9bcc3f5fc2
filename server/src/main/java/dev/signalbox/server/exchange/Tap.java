package dev.signalbox.server.exchange;

import java.util.List;

/** Sees every frame of one reply on its way, may change, drop or add. Short, synchronous, in order, on the event loop. */
public interface Tap {
    /** What goes on in place of this frame. */
    List<Frame> on(Frame frame);

    /** What is sent after the last frame, before the end is told. */
    List<Frame> end(Ending ending);
}
