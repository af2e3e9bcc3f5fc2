package dev.signalbox.server.settings;

/** What happens when a provider's stream breaks off after its first content. */
public enum OnCut implements Word {
    /** The caller is told, as the last event. */
    FAIL("fail"),
    /** Some of the answer is held back, and as long as nobody saw any of it another target may answer anew. */
    RESTART("restart"),
    /** A target that can goes on where it broke off. */
    CONTINUE("continue");

    private final String word;

    OnCut(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
