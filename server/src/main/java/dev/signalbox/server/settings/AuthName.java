package dev.signalbox.server.settings;

/** In which header a credential is sent, and how. */
public enum AuthName implements Word {
    BEARER("bearer", "authorization", "Bearer "),
    API_KEY("api-key", "api-key", ""),
    X_API_KEY("x-api-key", "x-api-key", ""),
    X_GOOG_API_KEY("x-goog-api-key", "x-goog-api-key", "");

    private final String word;
    private final String header;
    private final String prefix;

    AuthName(String word, String header, String prefix) {
        this.word = word;
        this.header = header;
        this.prefix = prefix;
    }

    @Override
    public String word() {
        return word;
    }

    /** The name of the header. */
    public String header() {
        return header;
    }

    /** The value of the header for this credential. */
    public String value(Secret key) {
        return prefix + key.reveal();
    }
}
