package dev.signalbox.server.settings;

/** What happens inside a gateway that others may want to hear of. */
public enum EventKind implements Word {
    /** A rule took a target out of rotation, or kept it out after a probe. */
    BREAKER_TRIPPED("breaker-tripped"),
    /** A target that was out takes requests again. */
    BREAKER_RESET("breaker-reset"),
    /** A provider refused our credential. */
    CREDENTIAL_FAILURE("credential-failure"),
    /** A changed configuration has mistakes; the old one stays. */
    CONFIGURATION_REFUSED("configuration-refused"),
    /** A changed configuration is in force. */
    CONFIGURATION_SWAPPED("configuration-swapped");

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
