package dev.signalbox.server.settings;

/**
 * What happens when a provider's stream breaks off after its first content.
 *
 * @param buffer how many bytes of an answer's content are held back, for {@link OnCut#RESTART}
 */
public record CutSettings(OnCut then, int buffer) {
    /** The most that may be held back. */
    public static final int MOST = 1024 * 1024;

    /** The caller is told. */
    public static final CutSettings DEFAULT = new CutSettings(OnCut.FAIL, 4 * 1024);

    /** Rejects a buffer that holds nothing or too much. */
    public CutSettings {
        Checks.that(buffer > 0 && buffer <= MOST, "on-cut-buffer", buffer, "1 to 1M");
    }

    /** How many bytes of content must be there before the caller sees any. */
    public long heldBack() {
        return then == OnCut.RESTART ? buffer : 0;
    }
}
