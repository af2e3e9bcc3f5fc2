package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Decision;
import dev.signalbox.server.exchange.DecisionJson;
import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.LossWeights;
import dev.signalbox.server.store.PickedJson;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * An entry as {@code GET /v1/requests/ID} shows it. Money is given twice: as text in US dollars, exact, and as whole
 * nano-dollars; {@code "unknown"} where no price is known. Times are ISO 8601, durations milliseconds.
 */
public final class EntryJson {
    private EntryJson() {}

    /** The entry as an object. */
    public static Json.Obj toJson(Entry entry) {
        Entry.Outcome outcome = entry.outcome();
        return Json.object(o -> {
            o.put("id", entry.requestId())
                    .put("object", "request")
                    .put("arrived", entry.arrived().toString());
            text(o, "caller", entry.who().caller());
            text(o, "tenant", entry.who().tenant());
            text(o, "plan", entry.who().plan());
            text(o, "team", entry.who().team());
            text(o, "end_user", entry.who().endUser());
            if (!entry.who().metadata().isEmpty()) {
                o.put("metadata", Json.object(m -> entry.who().metadata().forEach(m::put)));
            }
            o.put("asked", entry.asked().name());
            text(o, "route", entry.asked().route());
            o.put("dialect", entry.asked().dialect())
                    .put("stream", entry.asked().streamed());
            answered(o, entry.answered());
            o.maybe("model_selection", entry.picked().map(PickedJson::toJson));
            o.put("usage", usage(entry.bill().usage()))
                    .put("usage_source", entry.bill().source().word());
            cost(o, "cost", entry.bill().cost());
            cost(o, "wasted", entry.bill().wasted());
            o.put(
                    "attempts",
                    Json.array(entry.attempts().stream().map(EntryJson::attempt).toList()));
            o.put(
                    "losses",
                    Json.array(entry.losses().stream()
                            .map(loss -> Json.object(l -> l.put("field", loss.field())
                                    .put("reason", loss.reason())
                                    .put("weight", LossWeights.word(loss.weight()))))
                            .toList()));
            o.put(
                    "adjustments",
                    Json.array(entry.adjustments().stream()
                            .map(a -> Json.object(l -> l.put("field", a.field())
                                    .put("from", a.from())
                                    .put("to", a.to())
                                    .put("reason", a.reason())))
                            .toList()));
            o.put("status", outcome.status()).put("ended", outcome.endedAs().word());
            text(o, "failure", outcome.failure());
            o.maybe("first_token_ms", outcome.firstToken().map(EntryJson::milliseconds));
            o.put("duration_ms", milliseconds(outcome.duration()));
            text(o, "trace_id", entry.traceId());
            o.put("writer", Long.toString(entry.origin().writer()))
                    .put("sequence", entry.origin().sequence());
        });
    }

    /**
     * What was decided for a request and what then happened, as {@code GET /v1/requests/ID/decision} shows it.
     *
     * @param decision what was planned, where that is still kept
     */
    public static Json.Obj toJson(Entry entry, Optional<Decision> decision) {
        return Json.object(o -> {
            o.put("id", entry.requestId())
                    .put("object", "request.decision")
                    .put("arrived", entry.arrived().toString());
            o.put("asked", entry.asked().name());
            text(o, "route", entry.asked().route());
            o.put("plan", decision.<Json>map(DecisionJson::toJson).orElse(Json.none()));
            o.maybe("model_selection", entry.picked().map(PickedJson::toJson));
            o.put("passed_over", decision.map(DecisionJson::passedOver).orElse(Json.none()));
            o.put(
                    "attempts",
                    Json.array(entry.attempts().stream().map(EntryJson::tried).toList()));
            text(o, "model", entry.answered().model());
            text(o, "provider", entry.answered().provider());
            o.put("status", entry.outcome().status())
                    .put("ended", entry.outcome().endedAs().word());
            text(o, "failure", entry.outcome().failure());
            o.put("duration_ms", milliseconds(entry.outcome().duration()));
        });
    }

    private static void answered(Json.Fields o, Entry.Answered answered) {
        text(o, "model", answered.model());
        text(o, "provider", answered.provider());
        text(o, "upstream_model", answered.upstreamId());
        text(o, "reported_model", answered.reported());
        text(o, "provider_dialect", answered.dialect());
    }

    private static Json.Obj attempt(Attempt attempt) {
        return Json.object(o -> {
            tried(o, attempt);
            o.put("usage", usage(attempt.usage()))
                    .put("usage_source", attempt.source().word());
            cost(o, "cost", attempt.cost());
            cost(o, "hold", attempt.hold());
            text(o, "provider_request_id", attempt.providerRequestId());
        });
    }

    private static Json.Obj tried(Attempt attempt) {
        return Json.object(o -> tried(o, attempt));
    }

    private static void tried(Json.Fields o, Attempt attempt) {
        o.put("number", attempt.number()).put("target", attempt.target()).put("provider", attempt.provider());
        attempt.status().ifPresent(status -> o.put("status", status));
        o.put("outcome", attempt.outcome().word());
        text(o, "error", attempt.error());
        o.put("started", attempt.started().toString()).put("duration_ms", milliseconds(attempt.duration()));
        o.maybe("first_token_ms", attempt.firstToken().map(EntryJson::milliseconds));
    }

    private static Json.Obj usage(Usage usage) {
        return Json.object(o -> o.put("input_uncached", usage.inputUncached())
                .put("cache_read", usage.cacheRead())
                .put("cache_write_5m", usage.cacheWrite5m())
                .put("cache_write_1h", usage.cacheWrite1h())
                .put("output", usage.output())
                .put("reasoning", usage.reasoning()));
    }

    private static void cost(Json.Fields o, String name, Cost cost) {
        switch (cost) {
            case Cost.Known known ->
                o.put(name + "_usd", Money.dollars(known.nanoDollars())).put(name + "_nano_usd", known.nanoDollars());
            case Cost.Unknown _ -> o.put(name + "_usd", "unknown");
        }
    }

    private static void text(Json.Fields o, String name, Optional<String> value) {
        o.maybe(name, value.map(Json::text));
    }

    private static Json.Num milliseconds(Duration duration) {
        return Json.number(BigDecimal.valueOf(duration.toNanos() / 1_000, 3));
    }
}
