package dev.signalbox.server.telemetry;

/**
 * Is told of requests that never became an exchange, and so are in no account: bodies that are no request, refusals of the
 * server itself. Called on event loops too: short, never blocking.
 */
@FunctionalInterface
public interface RequestObserver {
    /** A request was refused at the door. */
    void rejected(String requestId, String dialect, int status, String code);
}
