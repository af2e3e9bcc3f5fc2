package dev.signalbox.server.store;

/** A store that cannot be read or written now: the disk is full, the file is damaged, the server is away. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message says which store, what it was asked for and what it said */
    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
