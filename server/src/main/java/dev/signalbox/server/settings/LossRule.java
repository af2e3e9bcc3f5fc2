package dev.signalbox.server.settings;

/** What happens to a request of which a model cannot carry everything. */
public enum LossRule implements Word {
    /** Hints are dropped and told; what changes the meaning of the request is refused. */
    SAFE("safe"),
    /** Whatever would be dropped is refused. */
    STRICT("strict"),
    /** Everything that cannot be carried is dropped and told. */
    ALLOW("allow");

    private final String word;

    LossRule(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
