package dev.signalbox.wire.dialect;

/**
 * Where the rest of an answer is joined to its beginning. Blanks at the end of a beginning are not sent to the model, because
 * some models refuse them, so it may write them again; and some providers repeat the whole beginning. Neither is told twice.
 */
public final class Seam {
    private final String said;
    private final String blanks;
    private final StringBuilder held = new StringBuilder();
    private boolean echoes;
    private int dropped;
    private boolean over;

    /**
     * Behind these words.
     *
     * @param echoes whether the provider may repeat them
     */
    public Seam(String text, boolean echoes) {
        this.said = text.stripTrailing();
        this.blanks = text.substring(said.length());
        this.echoes = echoes && !said.isEmpty();
    }

    /** The beginning as it is sent. */
    public String said() {
        return said;
    }

    String on(String text) {
        if (over) {
            return text;
        }
        if (!echoes) {
            return behindBlanks(text);
        }
        held.append(text);
        int common = Math.min(held.length(), said.length());
        if (!said.startsWith(held.substring(0, common))) {
            echoes = false;
            return behindBlanks(taken());
        }
        if (held.length() < said.length()) {
            return "";
        }
        echoes = false;
        return behindBlanks(taken().substring(said.length()));
    }

    /** What is still held back when no more words come. */
    String end() {
        echoes = false;
        return over ? "" : behindBlanks(taken());
    }

    private String taken() {
        String all = held.toString();
        held.setLength(0);
        return all;
    }

    private String behindBlanks(String text) {
        int from = 0;
        while (from < text.length() && dropped < blanks.length() && text.charAt(from) == blanks.charAt(dropped)) {
            from++;
            dropped++;
        }
        over = from < text.length() || dropped == blanks.length();
        return text.substring(from);
    }
}
