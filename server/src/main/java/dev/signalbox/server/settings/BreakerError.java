package dev.signalbox.server.settings;

/** What can go wrong at a provider without its telling a status. */
public enum BreakerError implements Word {
    /** Nothing came in time, or a stream fell silent. */
    TIMEOUT("timeout"),
    /** There was no connection. */
    CONNECT("connect"),
    /** The connection or the stream broke. */
    CUT("cut"),
    /** What came could not be read, or the model stopped with an error. */
    GARBAGE("garbage");

    private final String word;

    BreakerError(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
