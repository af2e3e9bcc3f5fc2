package dev.signalbox.cli.router.compare;

import dev.signalbox.cli.Aligned;
import dev.signalbox.cli.router.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as tables. */
final class CompareTables {
    /** The heading of the column that is words. */
    static final String MODELS = "MODELS";

    private static final String UNKNOWN = "-";

    private CompareTables() {}

    static String text(Comparison comparison) {
        StringBuilder text = new StringBuilder(Aligned.text(ways(comparison.ways())));
        if (!comparison.against().isEmpty()) {
            text.append('\n').append(Aligned.text(against(comparison)));
        }
        comparison
                .teams()
                .forEach((team, ways) ->
                        text.append("\nTeam ").append(team).append('\n').append(Aligned.text(ways(ways))));
        text.append('\n');
        comparison.notes().forEach(note -> text.append(note).append(".\n"));
        return text.toString();
    }

    static List<List<String>> ways(List<WayResult> ways) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "WAY",
                "ASKED",
                "FAILED",
                "QUALITY",
                "USD PER 1,000",
                "USD",
                "TOKENS IN",
                "OUT",
                "P50 MS",
                "P95 MS",
                "FIRST TOKEN P50",
                "P95",
                "UNREAD",
                MODELS));
        for (WayResult way : ways) {
            lines.add(List.of(
                    way.way().name(),
                    String.valueOf(way.asked()),
                    String.valueOf(way.failed()),
                    way.quality().three(),
                    way.cost().money(),
                    Figures.money(way.spent()),
                    whole(way.input()),
                    whole(way.output()),
                    whole(way.whole().p50()),
                    whole(way.whole().p95()),
                    whole(way.first().p50()),
                    whole(way.first().p95()),
                    way.decided() == 0 ? UNKNOWN : String.valueOf(way.unread()),
                    way.shares()));
        }
        return lines;
    }

    static List<List<String>> against(Comparison comparison) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "BESIDE " + comparison.reference().name(), "QUALITY DIFFERENCE", "PROMPTS", "COST SAVED", "PROMPTS"));
        for (Against one : comparison.against()) {
            lines.add(List.of(
                    one.way().name(),
                    one.quality().three(),
                    String.valueOf(one.graded()),
                    one.saved().percent(),
                    String.valueOf(one.priced())));
        }
        return lines;
    }

    static String whole(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : UNKNOWN;
    }
}
