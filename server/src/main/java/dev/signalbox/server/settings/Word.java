package dev.signalbox.server.settings;

/** A value that users write as one fixed word. */
public interface Word {

    /** The word as users write it, such as {@code json-schema}. */
    String word();
}
