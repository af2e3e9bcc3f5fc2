package dev.signalbox.server.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSums;
import dev.signalbox.wire.json.JsonCodec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTextTest {
    private static final UsageQuery QUERY = new UsageQuery(
            Instant.parse("2026-11-01T00:00:00Z"),
            Instant.parse("2026-12-01T00:00:00Z"),
            List.of(Dimension.CALLER, Dimension.MODEL));
    private static final UsageSums SMALL = new UsageSums(2, 1, 3, 100, 20, 5, 60, 7, 12_500, 0, 1, 0);
    private static final UsageSums LARGE =
            new UsageSums(12_000, 0, 12_000, 1_000_000, 0, 0, 5, 0, 1_250_000_000_000L, 3, 0, 1);

    @Test
    void linesColumnsUpForPeople() {
        assertThat(UsageText.table(report())).isEqualTo("""
                        caller  model  requests  failures  attempts    input  cached  cache_write  output  reasoning      cost_usd  unknown_cost  estimated   wasted_usd
                        ------  -----  --------  --------  --------  -------  ------  -----------  ------  ---------  ------------  ------------  ---------  -----------
                        bot     -             2         1         3      100      20            5      60          7     0.0000125             0          1            0
                        total   größe     12000         0     12000  1000000       0            0       5          0          1250             3          0  0.000000001
                        ------  -----  --------  --------  --------  -------  ------  -----------  ------  ---------  ------------  ------------  ---------  -----------
                        total             12002         1     12003  1000100      20            5      65          7  1250.0000125             3          1  0.000000001
                        """);
    }

    @Test
    void writesRowsThatOtherProgramsCanSumAgain() {
        UsageReport report = new UsageReport(
                QUERY,
                List.of(
                        new UsageReport.Row(List.of("a \"b\", c", ""), SMALL),
                        new UsageReport.Row(List.of("=cmd()", "x"), SMALL)),
                SMALL.plus(SMALL));

        assertThat(UsageText.csv(report).split("\r\n"))
                .containsExactly(
                        "caller,model,requests,failures,attempts,input,cached,cache_write,output,reasoning,cost_usd,"
                                + "unknown_cost,estimated,wasted_usd",
                        "\"a \"\"b\"\", c\",,2,1,3,100,20,5,60,7,0.0000125,0,1,0",
                        "'=cmd(),x,2,1,3,100,20,5,60,7,0.0000125,0,1,0");
    }

    @Test
    void givesMoneyInDollarsAndInNanoDollarsAsJson() {
        UsageReport report = new UsageReport(QUERY, List.of(new UsageReport.Row(List.of("bot", ""), SMALL)), SMALL);
        String sums =
                "\"requests\":2,\"failures\":1,\"attempts\":3,\"input\":100,\"cached\":20,\"cache_write\":5,\"output\":60,"
                        + "\"reasoning\":7,\"cost_usd\":\"0.0000125\",\"cost_nano_usd\":12500,\"unknown_cost\":0,"
                        + "\"estimated\":1,\"wasted_usd\":\"0\",\"wasted_nano_usd\":0";

        assertThat(new String(JsonCodec.write(UsageText.json(report)), UTF_8))
                .isEqualTo("{\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-12-01T00:00:00Z\","
                        + "\"by\":[\"caller\",\"model\"],\"rows\":[{\"caller\":\"bot\",\"model\":null,"
                        + sums + "}],\"totals\":{" + sums + "}}");
    }

    private static UsageReport report() {
        return new UsageReport(
                QUERY,
                List.of(
                        new UsageReport.Row(List.of("bot", ""), SMALL),
                        new UsageReport.Row(List.of("total", "größe"), LARGE)),
                SMALL.plus(LARGE));
    }
}
