package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    @BeforeEach
    void fillLedger() throws Exception {
        try (LedgerSample sample = LedgerSample.in(directory.resolve("signalbox-data"))) {
            sample.add(sample.entry("gpt-5", "bot", known(3), EndedAs.COMPLETE, at("2026-10-05"), Optional.of("ann")));
            sample.add(sample.entry("gpt-5-mini", "bot", known(2), EndedAs.LOST, at("2026-11-02"), Optional.empty()));
            sample.add(sample.entry(
                    "free", "=cmd()", new Cost.Unknown(), EndedAs.COMPLETE, at("2026-11-20"), user(sample)));
            sample.add(sample.entry(
                    "gpt-5", "<b>&\"x", new Cost.Unknown(), EndedAs.REFUSED, at("2026-11-21"), Optional.empty()));
            sample.add(sample.entry("gpt-5", "+1", known(4), EndedAs.COMPLETE, at("2026-11-21"), Optional.empty()));
        }
    }

    @Test
    void neverShowsAnUnknownCostAsNothingAndTellsHoldsApart() {
        assertThat(lines(report("cost", "--by=model")))
                .containsExactly(
                        "model | requests | cost USD | cost unknown | estimated | lost | held USD | wasted USD",
                        "free | 1 | unknown | 1 | 0 | 0 | 0.00 | 0.00",
                        "gpt-5 | 3 | 7.00+? | 1 | 0 | 0 | 0.00 | 0.00",
                        "gpt-5-mini | 1 | 2.00 | 0 | 0 | 1 | 2.00 | 0.00",
                        "total | 5 | 9.00+? | 2 | 0 | 1 | 2.00 | 0.00");
        assertThat(report("cost", "--by=model", "--format=csv").out()).contains("free,1,,1,0,0,0.00,0.00\n");
    }

    @Test
    void writesNothingIntoCsvThatASpreadsheetRuns() {
        assertThat(report("usage", "--by=caller", "--format=csv").out().lines().map(line -> line.split(",1,")[0]))
                .contains("'=cmd()", "'+1", "\"<b>&\"\"x\"");
    }

    @Test
    void drawsAPageThatNeedsNothingElseAndRunsNothing() {
        String page = report("cost", "--by=caller,month", "--format=html", "--sort=cost")
                .out();
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<svg ", "&lt;b&gt;&amp;&quot;x / 2026-11", "<rect ")
                .doesNotContain("<b>", "<script", "http");
        assertThat(page.split("<rect ", -1)).hasSize(6);
    }

    @Test
    void groupsByTimesAndFiltersByValuesAndPrefixes() {
        assertThat(lines(report("cost", "--by=month,model", "--where=model=gpt-5*", "--where=caller=bot")))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("2026-10 | gpt-5 | 1 | 3.00"))
                .anyMatch(line -> line.startsWith("2026-11 | gpt-5-mini | 1 | 2.00"));
        assertThat(lines(report("usage", "--by=week", "--month=2026-10")))
                .anyMatch(line -> line.startsWith("2026-W41"));
        assertThat(lines(report("usage", "--by=hour", "--last-month")))
                .anyMatch(line -> line.startsWith("2026-10-05T09:00Z"));
        assertThat(lines(report("usage", "--by=day", "--since=2026-11-02", "--until=2026-11-03")))
                .hasSize(3);
        assertThat(lines(report("usage", "--by=day", "--since=2d"))).hasSize(4);
    }

    @Test
    void findsAUserByItsNameWhetherItWasKeptAsADigestOrNot() {
        assertThat(lines(report("usage", "--by=request", "--where=user=carl"))).hasSize(3);
        assertThat(lines(report("usage", "--by=request", "--where=user=ann"))).hasSize(3);
        assertThat(report("usage", "--by=user").out()).contains("digest:").doesNotContain("carl");
    }

    @Test
    void sortsAndCutsAndSaysWhatIsLeftOut() {
        assertThat(lines(report("cost", "--by=request", "--sort=cost", "--top=2")))
                .hasSize(5)
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("request-5 | 1 | 4.00"))
                .satisfies(lines -> assertThat(lines.get(3)).startsWith("total | 5 | 9.00+?"))
                .endsWith("* 3 more lines are not shown; the totals are of all");
        assertThat(report("cost", "--sort=csot_usd").err()).contains("did you mean cost_usd?");
        assertThat(report("cost", "--top=0").err()).contains("--top: 0 (expected: at least 1)");
    }

    @Test
    void tellsPercentilesOfWhatWasComplete() {
        assertThat(lines(report("latency", "--by=caller", "--where=caller=bot")))
                .contains("bot | 1 | 20.0 | 20.0 | 20.0 | 20.0 | 8.0 | 8.0 | 8.0 | 8.0 | 416.7 | 416.7");
        assertThat(lines(report("latency", "--by=ending", "--where=ending=lost")))
                .anyMatch(line -> line.startsWith("lost | 1"));
    }

    @Test
    void listsFailuresOnlyWhereThereAreSome() {
        assertThat(lines(report("failures", "--by=ending")))
                .anyMatch(line -> line.startsWith("lost | 1 | 1 | 100.0"))
                .anyMatch(line -> line.startsWith("refused | 1 | 1"))
                .noneMatch(line -> line.startsWith("complete"))
                .anyMatch(line -> line.startsWith("total | 5 | 2 | 40.0"));
        assertThat(report("attempts").out()).isEqualTo("No attempts in this time.\n");
    }

    @Test
    void saysWhatItDoesNotUnderstand() throws Exception {
        assertThat(report("cost", "--by=teant").err()).contains("did you mean tenant?");
        assertThat(report("cost", "--by=model,caller,day,hour").err()).contains("expected: one to three");
        assertThat(report("cost", "--where=colour=red").err()).contains("--where: \"colour\" (expected one of");
        assertThat(report("cost", "--by=model,model").err())
                .contains("by: model, model (expected: one to three different dimensions)");
        assertThat(report("cost", "--where=streamed=yes").err()).contains("(expected: streamed=true or false)");
        assertThat(report("cost", "--where=status=bad").err()).contains("(expected: status=a number such as 429");
        assertThat(report("cost", "--where=status=2*").status()).isZero();
        assertThat(report("purges", "--by=caller").err()).contains("--by, --where: of purges (expected: neither");
        assertThat(report("cost", "--where=bot").err()).contains("expected: a dimension, = and a value");
        assertThat(report("cost", "--since=yesterday").err()).contains("--since: \"yesterday\" (expected: a duration");
        assertThat(report("cost", "--month=13").err()).contains("--month: \"13\" (expected: a month such as 2026-10)");
        assertThat(report("cost", "--last-month", "--since=1d").err()).contains("expected: one of them");
        assertThat(report("cost", "--ledger=nowhere").err())
                .contains(directory.resolve("nowhere").toString())
                .contains("--ledger DIR or --config FILE says where it is");
        Json.Obj json = (Json.Obj) JsonCodec.read(
                report("cost", "--by=model", "--format=json").out().getBytes(UTF_8));
        assertThat(((Json.Obj) json.items("rows").getFirst()).get("cost_usd")).isInstanceOf(Json.Null.class);
    }

    private static Optional<String> user(LedgerSample sample) {
        return Optional.of(sample.digest("carl"));
    }

    private static Instant at(String day) {
        return Instant.parse(day + "T09:30:00Z");
    }

    private static Cost known(long dollars) {
        return new Cost.Known(dollars * 1_000_000_000);
    }

    private static List<String> lines(Run run) {
        assertThat(run.err()).isEmpty();
        return run.out().lines().map(line -> line.replaceAll("  +", " | ")).toList();
    }

    private Run report(String... words) {
        List<String> arguments = new ArrayList<>(List.of("report"));
        arguments.addAll(List.of(words));
        Surroundings surroundings =
                new Surroundings(name -> null, directory, new SecureRandom(), () -> NOW, new TestSignals(), System.out);
        return Run.in(surroundings, arguments.toArray(String[]::new));
    }
}
