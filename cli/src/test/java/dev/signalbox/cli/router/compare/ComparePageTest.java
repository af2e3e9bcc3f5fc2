package dev.signalbox.cli.router.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparePageTest {
    private static final int PROMPTS = 60;
    private static final List<String> MODELS =
            List.of("gpt-4o", "gpt-4o-mini", "claude-3-5-sonnet-20240620", "mistral-large-of-a-very-long-name-2407");

    private final Random random = new Random(5);
    private final List<ComparePrompt> prompts = IntStream.range(0, PROMPTS)
            .mapToObj(i -> new ComparePrompt(
                    "p" + i, "What is " + i + "?", Optional.empty(), Optional.of("x"), i % 2 == 0 ? "red" : "blue"))
            .toList();

    private Comparison comparison(List<Way> ways) {
        Map<String, Map<String, Asked>> results = new HashMap<>();
        for (int w = 0; w < ways.size(); w++) {
            Map<String, Asked> its = new HashMap<>();
            for (ComparePrompt prompt : prompts) {
                its.put(prompt.id(), asked(prompt, ways.get(w), w));
            }
            results.put(ways.get(w).name(), its);
        }
        CompareOptions options = new CompareOptions(
                ways,
                0,
                team -> team,
                Optional.of(Grader.CONTAINS),
                Optional.empty(),
                4,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                true,
                OptionalInt.empty(),
                1);
        return Comparison.of(prompts, options, results, "");
    }

    private Asked asked(ComparePrompt prompt, Way way, int number) {
        if (way.asked().equals("broken")) {
            return new Asked(
                    prompt.id(), way.name(), "id", 503, "nobody", "", "", 1, 1, 1, 1, 0, 0, "", "", 0, Double.NaN);
        }
        String model = way.isRoute() ? MODELS.get(random.nextInt(4)) : way.asked();
        double whole = 300 + 400 * number + random.nextInt(2_000);
        return new Asked(
                prompt.id(),
                way.name(),
                "id",
                200,
                "",
                model,
                model,
                whole,
                whole / 4,
                100,
                50,
                (0.002 / (number + 1)) * (1 + random.nextDouble()),
                0,
                way.isRoute() ? "surface" : "",
                way.isRoute() ? random.nextBoolean() ? "late" : "embedded" : "",
                random.nextDouble() < 0.85 - 0.02 * number ? 1 : 0,
                Double.NaN);
    }

    private static List<Way> ways() {
        return List.of(
                Way.model("gpt-4o"),
                new Way("auto", true, Optional.of("quality"), List.of()),
                new Way("auto", true, Optional.of("balanced"), List.of()),
                new Way("auto", true, Optional.of("cost"), List.of("gpt-4o", "mistral-large-of-a-very-long-name-2407")),
                Way.model("gpt-4o-mini"),
                Way.model("broken"));
    }

    @Test
    void countsDecisionsThatWereMadeWithoutReadingThePrompt() {
        Comparison comparison = comparison(ways());
        WayResult quality = comparison.ways().get(1);
        assertThat(quality.bases()).containsExactly(Map.entry("surface", (long) PROMPTS));
        assertThat(quality.decided()).isEqualTo(PROMPTS);
        assertThat(quality.unread()).isBetween(1L, PROMPTS - 1L);
        assertThat(comparison.text())
                .contains("UNREAD")
                .contains("auto (quality): " + quality.unread()
                        + " of 60 decisions were made without the embedding of the prompt (late " + quality.unread()
                        + ")")
                .doesNotContain("gpt-4o: 0 of");
        assertThat(quality.json().object("embedding").orElseThrow().whole("late"))
                .hasValue(quality.unread());
    }

    @Test
    void saysOfAWayThatNeverAnsweredWhyAndDrawsNoPointOfIt() {
        Comparison comparison = comparison(ways());
        assertThat(comparison.silent()).contains("broken: all 60 requests failed, the first with 503 nobody");
        assertThat(page(comparison))
                .contains("<b>broken</b> answered none of 60 requests; the first failed with 503 nobody.")
                .contains(">no answers</text>");
        assertThat(circles(CostAndQuality.svg(comparison))).hasSize(2 * 5); // in the plot and its legend
        assertThat(comparison(ways().subList(0, 5)).silent()).isEmpty();
    }

    @Test
    void drawsNoMarkOverAnother() {
        List<double[]> circles = circles(CostAndQuality.svg(
                comparison(List.of(Way.model("gpt-4o"), Way.model("gpt-4o-mini"), Way.model("small")))));
        for (int i = 0; i < circles.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(Math.hypot(circles.get(i)[0] - circles.get(j)[0], circles.get(i)[1] - circles.get(j)[1]))
                        .isGreaterThan(15);
            }
        }
    }

    @Test
    void putsIntervalsUnderTheirNumbersSoThatThePageHoldsTheTable() {
        assertThat(page(comparison(ways())))
                .contains("<br><small>")
                .contains("<th>USD per 1,000</th>", "<th>P50 ms</th>")
                .contains("class=\"words\">auto (cost) of gpt-4o, mistral-large-of-a-very-long-name-2407</td>")
                .doesNotContain("NaN");
    }

    private static String page(Comparison comparison) {
        return ComparePage.text(comparison, "2026-11-22 with Signalbox 1");
    }

    private static List<double[]> circles(String svg) {
        return Pattern.compile("<circle cx=\"([\\d.]+)\" cy=\"([\\d.]+)\"")
                .matcher(svg)
                .results()
                .map(found -> new double[] {Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2))})
                .toList();
    }
}
