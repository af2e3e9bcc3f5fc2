package dev.signalbox.server.settings;

/** How a provider takes the beginning of an answer that it is to go on with. */
public enum PrefillStyle implements Word {
    /** Not at all. */
    NEVER("never"),
    /** As the last message. */
    PLAIN("plain"),
    /** With {@code prefix} in that message. */
    PREFIX("prefix"),
    /** With {@code partial} in that message. */
    PARTIAL("partial"),
    /** With {@code continue_final_message} in the request. */
    CONTINUE_FINAL_MESSAGE("continue-final-message");

    private final String word;

    PrefillStyle(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
