package dev.signalbox.server.settings;

/** What the ledger keeps of the callers' own users: whom OpenAI's {@code user} or Anthropic's {@code metadata.user_id} names. */
public enum EndUsers implements Word {
    /** Nothing. */
    OFF("off"),
    /** A digest: the same user is recognised, and found by its name, but not named. */
    DIGEST("digest"),
    /** The name as the caller sent it. */
    PLAIN("plain");

    private final String word;

    EndUsers(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
