package dev.signalbox.server.settings;

/** Which targets are asked by themselves whether they answer. */
public enum ProbeScope implements Word {
    /** Those that failed lately or were taken out, and whose time is over. */
    FAILING("failing"),
    /** All. */
    ALL("all");

    private final String word;

    ProbeScope(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
