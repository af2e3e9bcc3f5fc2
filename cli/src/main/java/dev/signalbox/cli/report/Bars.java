package dev.signalbox.cli.report;

import java.util.List;
import java.util.Locale;

/** One column of a report as bars, the longest as wide as the drawing. */
final class Bars {

    private static final int MOST = 60;
    private static final int HEIGHT = 22;
    private static final int NAMES = 260;
    private static final int WIDTH = 520;
    private static final int NUMBERS = 140;
    private static final int LONGEST_NAME = 38;

    private Bars() {}

    static String svg(Grid grid, int drawn) {
        List<Grid.Line> lines = grid.lines().stream().limit(MOST).toList();
        double largest = lines.stream()
                .mapToDouble(line -> line.cells().get(drawn).size())
                .max()
                .orElse(0);
        int height = (lines.size() + 1) * HEIGHT + 6;
        StringBuilder svg = new StringBuilder("<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n"
                .formatted(NAMES + WIDTH + NUMBERS, height, NAMES + WIDTH + NUMBERS, height));
        String title = grid.columns().get(drawn).title();
        svg.append("<title>").append(GridHtml.escaped(title)).append("</title>\n");
        text(svg, NAMES, 0, "start", title + (grid.lines().size() > MOST ? ", the first " + MOST : ""));
        for (int i = 0; i < lines.size(); i++) {
            Grid.Line line = lines.get(i);
            Cell cell = line.cells().get(drawn);
            double width = largest <= 0 ? 0 : cell.size() / largest * WIDTH;
            text(svg, NAMES - 8, i + 1, "end", name(line.keys()));
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\"/>\n"
                    .formatted(NAMES, (i + 1) * HEIGHT + 4, String.format(Locale.ROOT, "%.1f", width), HEIGHT - 6));
            text(svg, NAMES + (int) width + 6, i + 1, "start", cell.shown());
        }
        return svg.append("</svg>\n").toString();
    }

    private static void text(StringBuilder svg, int x, int line, String anchor, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">".formatted(x, line * HEIGHT + 16, anchor));
        svg.append(GridHtml.escaped(text)).append("</text>\n");
    }

    private static String name(List<String> keys) {
        String name = String.join(
                " / ", keys.stream().map(key -> key.isEmpty() ? "(none)" : key).toList());
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }
}
