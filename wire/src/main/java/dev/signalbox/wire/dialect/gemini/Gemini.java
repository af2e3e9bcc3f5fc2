package dev.signalbox.wire.dialect.gemini;

/**
 * Google's {@code generateContent} dialect.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">the API reference</a>
 */
public final class Gemini {
    /** The family's name. */
    public static final String NAME = "gemini";

    private Gemini() {}
}
