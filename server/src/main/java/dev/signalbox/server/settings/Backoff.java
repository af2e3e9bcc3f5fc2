package dev.signalbox.server.settings;

/** How the pauses before retries grow. */
public enum Backoff implements Word {
    /** They do not. */
    CONSTANT("constant"),
    /** The most that a pause may be doubles each time; how long it is, chance decides. */
    EXPONENTIAL("exponential");

    private final String word;

    Backoff(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
