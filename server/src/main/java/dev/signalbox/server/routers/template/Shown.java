package dev.signalbox.server.routers.template;

/** How a piece of a template is shown in a mistake: short and on one line. */
public final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    /** With quotation marks. */
    public static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    static String plain(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "..." : shown.toString();
    }
}
