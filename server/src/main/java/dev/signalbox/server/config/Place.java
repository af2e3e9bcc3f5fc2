package dev.signalbox.server.config;

/**
 * A position in a text, counted from 1.
 *
 * @param file which text, where it is not that of the configuration itself; else empty
 */
record Place(int line, int column, String file) {

    /** The place of what no user wrote. */
    static final Place NONE = new Place(0, 0);

    static final Place START = new Place(1, 1);

    /** A position in the configuration itself. */
    Place(int line, int column) {
        this(line, column, "");
    }

    /** The place of the character at {@code index} of {@code text}; columns count code points. */
    static Place of(String text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(line, text.codePointCount(lineStart, index) + 1);
    }

    Place in(String newFile) {
        return new Place(line, column, newFile);
    }
}
