package dev.signalbox.server.settings;

/** Whether a target that a breaker took out is tried all the same when nothing else is left. */
public enum LastResort implements Word {
    /** It is. */
    ALWAYS("always"),
    /** It is, but not while a time runs that the provider itself has asked for. */
    WITHOUT_RETRY_AFTER("without-retry-after"),
    /** It is not: the caller is told when to come back. */
    NEVER("never");

    private final String word;

    LastResort(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
