package dev.signalbox.server.health;

import java.util.Locale;

/** What became of the word of a peer. */
public enum Heeded {
    /** The target stands accordingly. */
    HEEDED,
    /** This gateway knows as much by itself. */
    KNOWN,
    /** The target did well here after the last such word, or nobody could see yet how it does. */
    DOUBTED,
    /** The target has no such rule here. */
    FOREIGN;

    /** The word that metrics show. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
