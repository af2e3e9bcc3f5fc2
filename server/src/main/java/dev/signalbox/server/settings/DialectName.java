package dev.signalbox.server.settings;

/** The wire format that a provider speaks. */
public enum DialectName implements Word {
    OPENAI("openai"),
    ANTHROPIC("anthropic");

    private final String word;

    DialectName(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
