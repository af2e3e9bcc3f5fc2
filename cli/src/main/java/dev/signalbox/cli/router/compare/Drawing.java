package dev.signalbox.cli.router.compare;

import dev.signalbox.learn.report.Palette;
import java.util.Locale;

/** An SVG drawing that grows. */
final class Drawing {
    static final int WIDTH = 960;

    private static final double LETTER = 6.7;

    private final StringBuilder svg = new StringBuilder(4_096);

    Drawing(String title, int height) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\""
                .formatted(WIDTH, height, WIDTH));
        svg.append(" height=\"%d\" font-size=\"12\" fill=\"%s\">\n<title>%s</title>\n"
                .formatted(height, Palette.DARK, title));
    }

    void box(double x, double y, double width, double height, String colour, String title) {
        svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\""
                .formatted(number(x), number(y), number(width), number(height), colour));
        svg.append(title.isEmpty() ? "/>\n" : "><title>%s</title></rect>\n".formatted(ComparePage.safe(title)));
    }

    void rule(double x1, double y1, double x2, double y2, String colour, double wide) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>\n"
                .formatted(number(x1), number(y1), number(x2), number(y2), colour, number(wide)));
    }

    /** A round mark with a word in it. */
    void mark(double x, double y, String colour, String word) {
        svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"8\" fill=\"%s\" stroke=\"#ffffff\"/>\n"
                .formatted(number(x), number(y), colour));
        on(x, y + 4, colour, word);
    }

    /** Words in the middle of a colour. */
    void on(double x, double y, String colour, String words) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" font-size=\"11\" fill=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), Palette.ink(colour), ComparePage.safe(words)));
    }

    void words(double x, double y, String anchor, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), anchor, ComparePage.safe(text)));
    }

    /** As much of it as there is room for. */
    static String fitting(String words, double room) {
        int most = (int) (room / LETTER);
        return words.length() <= most ? words : words.substring(0, most - 1) + "…";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    String text() {
        return svg + "</svg>\n";
    }
}
