package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Picked;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterDistributionCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    @BeforeEach
    void fillLedger() throws Exception {
        try (LedgerSample sample = LedgerSample.in(directory.resolve("signalbox-data"))) {
            add(sample, "small", "smart", "red", EndedAs.COMPLETE, 1);
            add(sample, "small", "smart", "blue", EndedAs.COMPLETE, 1);
            add(sample, "small", "smart", "blue", EndedAs.COMPLETE, 2);
            add(sample, "large", "smart", "blue", EndedAs.REFUSED, 3);
            add(sample, "large", "chat-de", "red", EndedAs.COMPLETE, 30);
            sample.add(sample.entry(
                    "free", "bot", new Cost.Unknown(), EndedAs.COMPLETE, NOW.minusSeconds(60), Optional.empty()));
        }
    }

    @Test
    void showsTheShareOfEachModelInItsRouteTheLargestFirst() {
        assertThat(lines(distribution()))
                .containsExactly(
                        "route | model | requests | share % | input | output | cost USD | mean ms | failures",
                        "(none) | free | 1 | 100.0 #################### | 10 | 5 | unknown | 20.0 | 0",
                        "chat-de | large | 1 | 100.0 #################### | 10 | 5 | 1.00 | 20.0 | 0",
                        "smart | small | 3 | 75.0 ############### | 30 | 15 | 3.00 | 20.0 | 0",
                        "smart | large | 1 | 25.0 ##### | 10 | 5 | 1.00 | - | 1",
                        "total | 6 | - | 60 | 30 | 5.00+? | 20.0 | 1",
                        "* mean ms is of requests that ended complete");
    }

    @Test
    void countsOnlyTheRouteAndTheTimeThatAreAskedFor() {
        assertThat(lines(distribution("--since=7d", "--route=chat-*")))
                .containsExactly("No requests in this time.", "* mean ms is of requests that ended complete");
        assertThat(lines(distribution("--since=36h", "--route=smart")))
                .anyMatch(line -> line.startsWith("smart | small | 2 | 100.0 #"))
                .noneMatch(line -> line.contains("large"));
    }

    @Test
    void namesTheRoutesThatThereAreForOneThatNobodyKnows() {
        Run typo = distribution("--route=smrat");
        assertThat(typo.status()).isEqualTo(1);
        assertThat(typo.err())
                .contains("--route: \"smrat\" (expected: a route of the ledger or the configuration: smart, chat-de;"
                        + " did you mean smart?)");
        assertThat(distribution("--route=talk-*").err()).contains("--route: \"talk-*\"");
    }

    @Test
    void dividesEachRouteByOneThingMore() {
        assertThat(lines(distribution("--route=smart", "--by=team")))
                .anyMatch(line -> line.startsWith("smart | blue | small | 2 | 66.7 #"))
                .anyMatch(line -> line.startsWith("smart | blue | large | 1 | 33.3 #"))
                .anyMatch(line -> line.startsWith("smart | red | small | 1 | 100.0 #"));
    }

    @Test
    void dividesEachRouteByWhatItDecidedBy() throws Exception {
        try (LedgerSample sample = LedgerSample.in(directory.resolve("learned"))) {
            sample.add(picked(sample, "small", "cost", "band"));
            sample.add(picked(sample, "small", "cost", "band"));
            sample.add(picked(sample, "large", "cost", "novel"));
            add(sample, "small", "smart", "red", EndedAs.COMPLETE, 1);
        }
        String ledger = "--ledger=" + directory.resolve("learned");
        assertThat(lines(distribution(ledger, "--route=auto", "--by=basis")))
                .anyMatch(line -> line.startsWith("auto | band | small | 2 | 100.0 #"))
                .anyMatch(line -> line.startsWith("auto | novel | large | 1 | 100.0 #"));
        assertThat(lines(distribution(ledger, "--route=auto", "--by=mode")))
                .anyMatch(line -> line.startsWith("auto | cost | small | 2 | 66.7 #"));
        assertThat(lines(distribution(ledger, "--route=smart", "--by=weights")))
                .anyMatch(line -> line.startsWith("smart | (none) | small | 1 | 100.0 #"));
    }

    private static Entry picked(LedgerSample sample, String model, String mode, String basis) {
        Entry entry =
                sample.entry(model, "bot", new Cost.Known(1), EndedAs.COMPLETE, NOW.minusSeconds(60), Optional.empty());
        return LedgerSample.routed(entry, "auto", "red")
                .withPicked(Optional.of(new Picked(
                        "1",
                        mode,
                        "route",
                        0.02,
                        basis,
                        "embedded",
                        "",
                        model,
                        Optional.of(0.5),
                        Optional.empty(),
                        Optional.empty(),
                        new Picked.Affinity("none", Optional.empty(), Optional.empty()),
                        Duration.ZERO)));
    }

    @Test
    void writesForPrograms() throws Exception {
        Json.Obj json = JsonCodec.readObject(distribution("--json").out().getBytes(UTF_8));
        Json.Obj last = (Json.Obj) json.items("rows").getLast();
        assertThat(last.text("route")).contains("smart");
        assertThat(last.decimal("share_percent"))
                .hasValueSatisfying(share -> assertThat(share).isEqualByComparingTo("25"));
        assertThat(distribution("--format=csv", "--route=smart").out().lines())
                .containsExactly(
                        "route,model,requests,share_percent,input_tokens,output_tokens,cost_usd,mean_ms,failures",
                        "smart,small,3,75.0,30,15,3.00,20.0,0",
                        "smart,large,1,25.0,10,5,1.00,,1");
        assertThat(distribution("--format=html").out())
                .startsWith("<!DOCTYPE html>")
                .contains("<rect ");
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThat(distribution("--by=teem").err()).contains("--by: \"teem\"").contains("did you mean team?");
        assertThat(distribution("--by=model").err())
                .contains("--by: \"model\" (expected: another one; route and model are always there)");
        assertThat(distribution("--json", "--format=csv").err()).contains("--json: with another --format");
        assertThat(distribution("--ledger=nowhere").err()).contains("--ledger DIR or --config FILE says where it is");
    }

    private static void add(LedgerSample sample, String model, String route, String team, EndedAs ended, int daysAgo) {
        sample.add(LedgerSample.routed(
                sample.entry(
                        model,
                        "bot",
                        new Cost.Known(1_000_000_000L),
                        ended,
                        NOW.minusSeconds(daysAgo * 86_400L),
                        Optional.empty()),
                route,
                team));
    }

    private Run distribution(String... options) {
        List<String> arguments = new ArrayList<>(List.of("router", "distribution"));
        arguments.addAll(List.of(options));
        Surroundings surroundings = new Surroundings(
                name -> Map.<String, String>of().get(name),
                directory,
                new SecureRandom(),
                () -> NOW,
                new TestSignals(),
                System.out);
        return Run.in(surroundings, arguments.toArray(String[]::new));
    }

    private static List<String> lines(Run run) {
        assertThat(run.err()).isEmpty();
        return run.out()
                .lines()
                .map(line -> line.strip().replaceAll(" {2,}", " | "))
                .toList();
    }
}
