package dev.signalbox.server.telemetry;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Counted;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.store.Entry;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** One line of JSON for each request. Holds names, numbers and codes; never a prompt, an answer or a key. */
public final class AccessLog {
    private final LineWriter out;
    private final Clock clock;

    /** Writes to this writer. */
    public AccessLog(LineWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** A request that is in the ledger. */
    public void closed(Entry entry) {
        Entry.Outcome outcome = entry.outcome();
        out.line(text(Json.object(line -> {
            line.put("time", clock.instant().toString())
                    .put("request", entry.requestId())
                    .put("dialect", entry.asked().dialect())
                    .put("asked", entry.asked().name())
                    .put("stream", entry.asked().streamed());
            entry.who().caller().ifPresent(caller -> line.put("caller", caller));
            entry.who().tenant().ifPresent(tenant -> line.put("tenant", tenant));
            entry.who().team().ifPresent(team -> line.put("team", team));
            entry.asked().route().ifPresent(route -> line.put("route", route));
            entry.answered().model().ifPresent(model -> line.put("model", model));
            entry.answered().provider().ifPresent(provider -> line.put("provider", provider));
            line.put("attempts", entry.attempts().size())
                    .put("status", outcome.status())
                    .put("ended", outcome.endedAs().word())
                    .put("ms", milliseconds(outcome.duration()));
            outcome.firstToken().ifPresent(first -> line.put("first_token_ms", milliseconds(first)));
            line.put("input_tokens", entry.bill().usage().input())
                    .put("output_tokens", entry.bill().usage().output())
                    .put("cost_usd", cost(entry.bill().cost()));
            outcome.failure().ifPresent(code -> line.put("failure", code));
            outcome.detail().ifPresent(detail -> line.put("detail", detail));
            entry.traceId().ifPresent(trace -> line.put("trace", trace));
        })));
    }

    /** A request that was refused at the door, before there was anything to account for. */
    public void rejected(String requestId, String dialect, int status, String code) {
        out.line(text(Json.object(line -> line.put("time", clock.instant().toString())
                .put("request", requestId)
                .put("dialect", dialect)
                .put("status", status)
                .put("ended", "refused")
                .put("failure", code))));
    }

    /** A count of tokens, which is in no ledger. */
    public void counted(
            Exchange exchange, Optional<Counted> counted, int status, Optional<String> failure, Duration duration) {
        out.line(text(Json.object(line -> {
            line.put("time", clock.instant().toString())
                    .put("request", exchange.id())
                    .put("dialect", exchange.dialect().name())
                    .put("operation", "count_tokens")
                    .put("asked", asked(exchange))
                    .put("status", status)
                    .put("ms", milliseconds(duration));
            counted.ifPresent(known -> line.put("model", known.target().name())
                    .put("provider", known.target().provider().name())
                    .put("input_tokens", known.count().input())
                    .put("count", known.count().word()));
            counted.flatMap(Counted::why).ifPresent(why -> line.put("why", why));
            failure.ifPresent(code -> line.put("failure", code));
        })));
    }

    /** A caller may write a name as long as a whole body. */
    private static String asked(Exchange exchange) {
        String model = exchange.envelope().model();
        return model.length() > Failure.LONGEST_NAME ? model.substring(0, Failure.LONGEST_NAME) : model;
    }

    private static Json cost(Cost cost) {
        return switch (cost) {
            case Cost.Known known ->
                Json.number(BigDecimal.valueOf(known.nanoDollars(), 9).stripTrailingZeros());
            case Cost.Unknown _ -> Json.text("unknown");
        };
    }

    private static Json milliseconds(Duration duration) {
        return Json.number(BigDecimal.valueOf(duration.toNanos() / 1000, 3));
    }

    private static String text(Json line) {
        return new String(JsonCodec.write(line), StandardCharsets.UTF_8);
    }
}
