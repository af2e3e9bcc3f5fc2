package dev.signalbox.cli.router.compare;

import dev.signalbox.cli.report.GridHtml;
import dev.signalbox.cli.router.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A comparison as a page that needs nothing else: what it comes to, drawings, tables, and what it does not cover. */
final class ComparePage {
    private static final String STYLE = """
            body{font:15px/1.55 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1.5rem;color:#1b1f24;background:#fff}
            h1{font-size:1.6rem;margin-bottom:.2rem}h2{font-size:1.15rem;margin-top:2.2rem}
            p.about{color:#57606a;margin-top:0}.table{overflow-x:auto}
            table{border-collapse:collapse;font-size:.87rem}
            th,td{padding:.3rem .55rem;border-bottom:1px solid #d8dee4;text-align:right;vertical-align:top;white-space:nowrap}
            th.words,td.words{text-align:left;white-space:normal;overflow-wrap:anywhere;min-width:9rem}td.words:last-child{min-width:14rem}
            th{font-weight:600;color:#57606a;white-space:normal;vertical-align:bottom}small{color:#57606a}
            svg{display:block;max-width:100%;height:auto}ul.come li{font-size:1.05rem;margin:.3rem 0}
            """;

    private ComparePage() {}

    static String text(Comparison comparison, String about) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<title>Signalbox: routes compared</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n");
        page.append("<h1>Routes compared</h1>\n<p class=\"about\">")
                .append(safe(about + ", " + comparison.prompts() + " prompts, graded by " + comparison.gradedBy()))
                .append("</p>\n");
        sum(page, comparison);
        String drawn = CostAndQuality.svg(comparison);
        if (!drawn.isEmpty()) {
            page.append("<h2>Cost and quality</h2>\n").append(drawn);
        }
        page.append("<h2>All figures</h2>\n");
        table(page, CompareTables.ways(comparison.ways()));
        if (!comparison.against().isEmpty()) {
            page.append("<h2>Beside ")
                    .append(safe(comparison.reference().name()))
                    .append(", prompt by prompt</h2>\n");
            table(page, CompareTables.against(comparison));
        }
        page.append("<h2>Which models answered</h2>\n").append(ComparePlots.distribution(comparison));
        page.append("<h2>How long it took</h2>\n").append(ComparePlots.times(comparison));
        comparison.teams().forEach((team, ways) -> {
            page.append("<h2>Team ").append(safe(team)).append("</h2>\n");
            table(page, CompareTables.ways(ways));
        });
        page.append("<h2>What this does not say</h2>\n<ul>\n");
        comparison
                .notes()
                .forEach(note -> page.append("<li>").append(safe(note)).append(".</li>\n"));
        return page.append("</ul>\n</body>\n</html>\n").toString();
    }

    /** In a sentence for each way; only what the intervals allow to be said. */
    private static void sum(StringBuilder page, Comparison comparison) {
        if (comparison.against().isEmpty()) {
            return;
        }
        page.append("<p>Beside <b>")
                .append(safe(comparison.reference().name()))
                .append("</b>:</p>\n<ul class=\"come\">\n");
        for (Against one : comparison.against()) {
            page.append("<li><b>")
                    .append(safe(one.way().name()))
                    .append("</b> ")
                    .append(safe(silence(comparison, one).orElseGet(() -> sentence(one))))
                    .append(".</li>\n");
        }
        page.append("</ul>\n");
    }

    private static Optional<String> silence(Comparison comparison, Against one) {
        return comparison.ways().stream()
                .filter(way -> way.way().equals(one.way()) && way.silent())
                .map(way ->
                        "answered none of " + way.asked() + " requests; the first failed with " + way.firstProblem())
                .findFirst();
    }

    private static String sentence(Against one) {
        String cost = cost(one.saved());
        if (one.graded() == 0) {
            return cost;
        }
        Figure quality = one.quality();
        String better = quality.interval().low() > 0
                ? "and its answers were better"
                : quality.interval().high() < 0
                        ? "and its answers were worse"
                        : "and no difference of quality could be shown";
        return cost + " " + better + ": " + quality.three();
    }

    /** Such as {@code cost 40.0 % less (38.0 % to 42.0 %)}. */
    private static String cost(Figure saved) {
        if (!Double.isFinite(saved.value())) {
            return "has no known cost to compare";
        }
        boolean isDearer = saved.value() < 0;
        double sign = isDearer ? -1 : 1;
        double one = sign * saved.interval().low();
        double other = sign * saved.interval().high();
        return "cost %s %s (%s to %s)"
                .formatted(
                        Figures.percent(sign * saved.value()),
                        isDearer ? "more" : "less",
                        Figures.percent(Math.min(one, other)),
                        Figures.percent(Math.max(one, other)));
    }

    private static void table(StringBuilder page, List<List<String>> lines) {
        page.append("<div class=\"table\"><table>\n");
        for (int i = 0; i < lines.size(); i++) {
            String tag = i == 0 ? "th" : "td";
            page.append("<tr>");
            for (int column = 0; column < lines.get(i).size(); column++) {
                String cell = lines.get(i).get(column);
                boolean words = column == 0 || lines.getFirst().get(column).equals(CompareTables.MODELS);
                page.append('<').append(tag).append(words ? " class=\"words\">" : ">");
                page.append(i == 0 ? safe(heading(cell)) : words ? safe(cell) : under(safe(cell)));
                page.append("</").append(tag).append('>');
            }
            page.append("</tr>\n");
        }
        page.append("</table></div>\n");
    }

    /** An interval stands under its number, or the table would be too wide for a page. */
    private static String under(String cell) {
        int begin = cell.indexOf(" (");
        return begin < 0
                ? cell
                : cell.substring(0, begin) + "<br><small>" + cell.substring(begin + 2, cell.length() - 1) + "</small>";
    }

    /** Headings shout in a terminal only; names in them are left as they are. */
    private static String heading(String heading) {
        return heading.startsWith("BESIDE ")
                ? "Beside " + heading.substring("BESIDE ".length())
                : (heading.charAt(0) + heading.substring(1).toLowerCase(Locale.ROOT))
                        .replaceFirst("^Usd", "USD")
                        .replaceFirst("\\bms$", "ms");
    }

    static String safe(String text) {
        return GridHtml.escaped(text);
    }
}
