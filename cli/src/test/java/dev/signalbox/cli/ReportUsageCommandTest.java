package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entry;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportUsageCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void fillLedger() throws Exception {
        try (LedgerSample sample = LedgerSample.in(directory.resolve("signalbox-data"))) {
            sample.add("gpt-5", "bot", 1_500_000_000L);
            sample.add("gpt-5", "a,\"b\"", 500_000L);
            sample.add("claude", "bot", 0L);
        }
    }

    @Test
    void drawsATableWithTotals() {
        Run run = report("--by", "model");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll("  +", " | ")))
                .containsExactly(
                        "model | requests | failures | attempts | input | cached | cache write | output | reasoning"
                                + " | cost USD | cost unknown | estimated | wasted USD | lost | held USD",
                        "claude | 1 | 0 | 0 | 10 | 0 | 0 | 5 | 0 | 0.00 | 0 | 0 | 0.00 | 0 | 0.00",
                        "gpt-5 | 2 | 0 | 0 | 20 | 0 | 0 | 10 | 0 | 1.5005 | 0 | 0 | 0.00 | 0 | 0.00",
                        "total | 3 | 0 | 0 | 30 | 0 | 0 | 15 | 0 | 1.5005 | 0 | 0 | 0.00 | 0 | 0.00");
    }

    @Test
    void countsByTeams() throws Exception {
        try (LedgerSample sample = LedgerSample.in(directory.resolve("signalbox-data"))) {
            Entry entry;
            do { // the first three are those that are there
                entry = sample.entry(
                        "gpt-5", "seeker", new Cost.Known(7), EndedAs.COMPLETE, Instant.now(), Optional.empty());
            } while (entry.origin().sequence() < 4);
            sample.add(entry.withTeam(Optional.of("search")));
        }
        assertThat(report("--by=team", "--format=csv").out().lines().skip(1).map(line -> line.split(",")[1]))
                .containsExactly("3", "1");
        assertThat(report("--by=team,caller", "--where=team=search", "--format=csv")
                        .out()
                        .lines()
                        .skip(1))
                .singleElement()
                .asString()
                .startsWith("search,seeker,1,");
    }

    @Test
    void writesCsvThatOtherProgramsRead() {
        Run run = report("--by=caller,model", "--format=csv");
        assertThat(run.out().lines())
                .containsExactly(
                        "caller,model,requests,failures,attempts,input_tokens,cached_tokens,cache_write_tokens,"
                                + "output_tokens,reasoning_tokens,cost_usd,unknown_cost_requests,estimated_requests,wasted_usd,lost_requests,held_usd",
                        "\"a,\"\"b\"\"\",gpt-5,1,0,0,10,0,0,5,0,0.0005,0,0,0.00,0,0.00",
                        "bot,claude,1,0,0,10,0,0,5,0,0.00,0,0,0.00,0,0.00",
                        "bot,gpt-5,1,0,0,10,0,0,5,0,1.50,0,0,0.00,0,0.00");
    }

    @Test
    void writesJsonWithExactNumbers() throws Exception {
        Run run = report("--by=caller", "--format=JSON");
        Json.Obj report = (Json.Obj) JsonCodec.read(run.out().getBytes(UTF_8));
        assertThat(report.items("by")).containsExactly(Json.text("caller"));
        assertThat(report.items("rows")).hasSize(2);
        assertThat(((Json.Obj) report.items("rows").getLast()).text("caller")).hasValue("bot");
        assertThat(report.object("totals").orElseThrow().decimal("cost_usd").orElseThrow())
                .isEqualByComparingTo("1.5005");
    }

    @Test
    void countsOnlyWhatIsYoungEnough() {
        assertThat(report("--by=day", "--since=1h").out()).startsWith("day ");
        Surroundings later = new Surroundings(
                name -> null,
                directory,
                new SecureRandom(),
                () -> Instant.now().plusSeconds(7200),
                new TestSignals(),
                System.out);
        assertThat(Run.in(later, "report", "usage", "--by=day", "--since=1h").out())
                .isEqualTo("No requests in this time.\n");
    }

    @Test
    void findsTheLedgerOfAConfiguration() throws Exception {
        Path elsewhere = Files.move(directory.resolve("signalbox-data"), directory.resolve("elsewhere"));
        Path file = directory.resolve("gateway.yaml");
        Files.writeString(file, """
                providers:
                  local: { dialect: openai, endpoint: "http://127.0.0.1:9/v1" }
                models:
                  "gpt-*": { provider: local }
                callers:
                  me: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" }
                ledger: { directory: "%s" }
                """.formatted(elsewhere));
        assertThat(report("--by=model", "--config=gateway.yaml").out()).contains("gpt-5");
        assertThat(report("--by=model", "--ledger=elsewhere").out()).contains("gpt-5");
    }

    @Test
    void saysThatThereIsNoLedger() {
        Run run = report("--by=model", "--ledger=nowhere");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(directory.resolve("nowhere").toString()).contains("expected: a ledger");
    }

    @Test
    void saysWhatCanBeSummedUpBy() {
        Run run = report("--by=colour");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("--by: \"colour\" (expected one of: model, caller, route, hour, day, week, month, provider,");
        assertThat(report("--by=modle").err()).contains("did you mean model?");
    }

    private Run report(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "report";
        arguments[1] = "usage";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.in(Run.surroundings(directory, Map.of(), new TestSignals()), arguments);
    }
}
