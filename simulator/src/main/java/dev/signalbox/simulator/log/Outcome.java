package dev.signalbox.simulator.log;

/** What became of a request. */
public enum Outcome {
    /** The reply is not complete yet. */
    OPEN,
    /** The reply was sent to its end, an error status included. */
    ANSWERED,
    /** The simulator broke the connection off, as a fault told it. */
    BROKEN,
    /** The client closed the connection before the reply was complete. */
    ABORTED
}
