package dev.signalbox.learn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.learn.measure.BandResult;
import dev.signalbox.learn.measure.Calibration;
import dev.signalbox.learn.measure.LeftOutResult;
import dev.signalbox.learn.measure.NewModelCurve;
import dev.signalbox.learn.measure.NoveltyResult;
import dev.signalbox.learn.measure.PairResult;
import dev.signalbox.learn.measure.PoolResult;
import dev.signalbox.learn.measure.Sweep;
import dev.signalbox.learn.measure.Trial;
import dev.signalbox.learn.measure.Trials;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class ReportFolderTest {

    private static final String EVIL = "<b>&\"evil|name`\u0001";

    @TempDir
    Path folder;

    private static MeasureReport report() {
        Trial plain = Trials.random(400, 5, 0.35, 3);
        List<String> names = new ArrayList<>(plain.models());
        names.set(1, EVIL);
        Trial trial =
                new Trial(names, plain.predicted(), plain.expected(), plain.score(), plain.cost(), plain.length());
        Map<String, int[]> picks = new LinkedHashMap<>();
        picks.put("quality", Sweep.within(trial, 0));
        picks.put("balanced", Sweep.within(trial, 0.1));
        picks.put("cost", Sweep.within(trial, 0.3));
        PoolResult pool = PoolResult.of("my pool/1", "Made-up models", 12, trial, picks, 1);
        SplittableRandom random = new SplittableRandom(1);
        double[] need = random.doubles(300).toArray();
        double[] weak = random.doubles(300).map(x -> x < 0.5 ? 1 : 0).toArray();
        double[] strong = random.doubles(300).map(x -> x < 0.7 ? 1 : 0).toArray();
        double[] predicted = random.doubles(300).toArray();
        return new MeasureReport(
                "Weights 1",
                Map.of("data", "made up"),
                PairResult.all(new PairResult.Pair("pair", "strong", EVIL, strong, weak), need, predicted, 1),
                List.of(pool),
                Optional.of(Calibration.of(predicted, strong)),
                Optional.of(NoveltyResult.of(need, weak, 0.9)),
                List.of(new NewModelCurve(
                        "new",
                        Double.NaN,
                        List.of(new NewModelCurve.Step(50, 0.61, 0.08), new NewModelCurve.Step(200, 0.68, 0.04)))),
                List.of("Nothing here is *real*."));
    }

    @Test
    void writesJsonMarkdownAndAChartPerResult() throws Exception {
        ReportFolder.write(report(), folder.resolve("new/report"));
        try (Stream<Path> files = Files.list(folder.resolve("new/report"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "report.json",
                            "report.md",
                            "pool-my-pool-1.svg",
                            "pair-pair.svg",
                            "reliability.svg",
                            "new-models.svg");
        }
    }

    @Test
    void tellsOfSourcesThatWereNotLearnt() throws Exception {
        PoolResult pool = PoolResult.of(
                "pool-without-b", "Pool: on b", 0, Trials.random(100, 3, 0.3, 4), Map.of("balanced", new int[100]), 1);
        MeasureReport more = report().with(new LeftOutResult("b", 120, 7, 0.625, List.of(pool)), List.of());
        ReportFolder.write(more, folder);
        assertThat(folder.resolve("pool-pool-without-b.svg")).isNotEmptyFile();
        assertThat(ReportMarkdown.text(more))
                .contains("## Sources that were not learnt")
                .contains("| b | 100 | 62.5 % | pool-without-b | balanced |")
                .contains("## Pool: on b");
        assertThat(new String(ReportJson.bytes(more), StandardCharsets.UTF_8))
                .contains("\"left_out\":[{\"source\":\"b\",\"prompts\":120,\"twins\":7,\"novel\":0.625,\"pools\":[{");
        assertThat(ReportMarkdown.text(report())).doesNotContain("not learnt");
    }

    @Test
    void tellsWhetherBandsHold() {
        MeasureReport more =
                report().with(List.of(new BandResult("sums", "balanced", 0.02, 12, 0.991, 0.969, 1, 0.25)));
        assertThat(ReportMarkdown.text(more))
                .contains("## Does the band hold?")
                .contains("| sums | balanced | 2.0 % | 12 | 99.1 % | 96.9 % | 1 | 25.0 % |");
        assertThat(new String(ReportJson.bytes(more), StandardCharsets.UTF_8))
                .contains("\"bands\":[{\"source\":\"sums\",\"mode\":\"balanced\",\"band\":0.02,\"subsets\":12,");
    }

    @Test
    void writesTheSameBytesAgain() {
        assertThat(ReportJson.bytes(report())).isEqualTo(ReportJson.bytes(report()));
        assertThat(ReportMarkdown.text(report())).isEqualTo(ReportMarkdown.text(report()));
    }

    @Test
    void writesJsonThatParsersRead() {
        int numbers = 0;
        try (JsonParser parser =
                new JsonFactory().createParser(ObjectReadContext.empty(), ReportJson.bytes(report()))) {
            while (parser.nextToken() != null) {
                numbers += parser.currentToken().isNumeric() ? 1 : 0;
            }
        }
        assertThat(numbers).isGreaterThan(300);
    }

    @Test
    void keepsNamesOfOthersFromBecomingMarkup() throws Exception {
        String page = ReportMarkdown.text(report());
        assertThat(page)
                .contains("\\<b>&\"evil\\|name\\`")
                .contains("Nothing here is \\*real\\*.")
                .doesNotContain("NaN");
        String[] lines = page.split("\n");
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].startsWith("|") && lines[i - 1].startsWith("|")) {
                assertThat(cells(lines[i])).as(lines[i]).isEqualTo(cells(lines[i - 1]));
            }
        }
        for (Chart chart : List.of(Charts.pool(report().pools().getFirst()), Charts.pair(report().pairs()))) {
            assertThat(texts(parsed(ChartSvg.text(chart)))).anyMatch(text -> text.contains("<b>&\"evil|name`"));
        }
    }

    @Test
    void drawsLinesWithinTheChartAndCirclesForEveryMark() throws Exception {
        Chart chart = Charts.pool(report().pools().getFirst());
        Document svg = parsed(ChartSvg.text(chart));
        NodeList lines = svg.getElementsByTagName("polyline");
        assertThat(lines.getLength()).isGreaterThanOrEqualTo(5);
        for (int i = 0; i < lines.getLength(); i++) {
            for (String point : ((Element) lines.item(i)).getAttribute("points").split(" ")) {
                String[] parts = point.split(",");
                assertThat(Double.parseDouble(parts[0])).isBetween(74.0, 10_000.0);
                assertThat(Double.parseDouble(parts[1])).isBetween(66.0, 426.0);
            }
        }
        // Three modes, five models, and two in the legend.
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(10);
    }

    @Test
    void putsTicksOnRoundNumbers() {
        assertThat(Axis.around("x", 0.03, 1.27, true).ticks().stream().map(Axis.around("x", 0, 1, true)::text))
                .containsExactly("0 %", "20 %", "40 %", "60 %", "80 %", "100 %", "120 %", "140 %");
        assertThat(Axis.around("x", 0.6, 0.6, false).ticks()).hasSizeBetween(2, 9);
        assertThat(new Axis("x", 50, 1_000, true, false).ticks()).containsExactly(50.0, 100.0, 200.0, 500.0, 1_000.0);
        assertThatThrownBy(() -> new Axis("x", 0, 1, true, false)).hasMessage("axis x: 0.0 to 1.0 (expected: a range)");
    }

    private static int cells(String row) {
        return row.split("(?<!\\\\)\\|").length;
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            all.add(texts.item(i).getTextContent());
        }
        return all;
    }
}
