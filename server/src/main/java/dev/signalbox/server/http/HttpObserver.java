package dev.signalbox.server.http;

/** Is told what happens at the server, to count it. Called on event loops: short, never blocking, never throwing. */
public interface HttpObserver {
    default void connectionOpened() {}

    default void connectionClosed() {}

    /** A connection was closed at once because there are too many. */
    default void connectionRefused() {}

    default void requestStarted() {}

    /** A request is over: answered, cut, or its caller gone. */
    default void requestFinished() {}

    /** The bytes of request bodies that are held changed by this much. */
    default void bytesInFlight(long change) {}

    /** The server refused a request by itself. */
    default void rejected(Refusal reason) {}

    /** A caller went away before its answer was complete. */
    default void hungUp() {}

    /** An endpoint threw, or returned without an answer. */
    default void failed(Throwable cause) {}

    /** Changed certificate files were read and are used by new connections. */
    default void certificateReloaded() {}

    /** Changed certificate files could not be used; the old certificate stays. */
    default void certificateReloadFailed(Throwable cause) {}

    /** Counts nothing. */
    static HttpObserver none() {
        return new HttpObserver() {};
    }
}
