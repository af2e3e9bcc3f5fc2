package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.KeptAnswer;
import dev.signalbox.server.exchange.Laps;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Served;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.pipeline.Pipeline;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** The header fields of an answer: who served it, what of the request was lost, and for a whole one what it cost. */
final class AnswerHeaders {
    private static final int MOST_NAMED = 20;
    private static final int LONGEST = 1_000;

    private AnswerHeaders() {}

    static Headers of(Exchange exchange, Pipeline.Answer.Fresh answer, Laps laps, String contentType) {
        Reply reply = answer.reply();
        Served served = reply.served();
        String model = served.target().name();
        Headers.Builder fields = Headers.builder()
                .add("content-type", contentType)
                .add("x-signalbox-request-id", exchange.id())
                .add("x-request-id", exchange.id())
                .add("request-id", exchange.id())
                .add("x-signalbox-configuration", exchange.settings().version())
                .add("x-signalbox-model", printable(model))
                .add("x-signalbox-provider", served.target().provider().name())
                .add("x-signalbox-attempts", Integer.toString(served.attempts()));
        switch (answer.offer()) {
            case Offer.Routed routed ->
                fields.add("x-signalbox-route", printable(routed.route().name()));
            case Offer.Direct _ -> {
                // A model that was named bypasses all routes.
            }
        }
        LifecycleHeaders.add(fields, answer.offer().lifecycle(), exchange.arrived());
        served.providerRequestId().ifPresent(id -> fields.add("x-signalbox-provider-request-id", printable(id)));
        ServerTiming.add(fields, exchange.settings(), exchange.startedNanos(), laps);
        if (exchange.settings().server().compatibleHeaders()) {
            fields.add("x-tfy-resolved-model", printable(model));
        }
        exchange.traceparent().ifPresent(trace -> fields.add("traceparent", trace));
        if (!served.losses().isEmpty()) {
            fields.add("x-signalbox-losses", losses(served.losses()));
        }
        if (!served.adjustments().isEmpty()) {
            fields.add("x-signalbox-adjustments", adjustments(served.adjustments()));
        }
        switch (reply) {
            case Reply.Whole _ -> {
                fields.add("x-signalbox-cost-usd", dollars(answer.account().cost()));
            }
            case Reply.Streaming _ -> fields.add("cache-control", "no-cache").add("x-accel-buffering", "no");
        }
        return fields.build();
    }

    /** The fields of an answer that is given again: those of its first time, and that it costs nothing. */
    static Headers again(Exchange exchange, KeptAnswer answer, Laps laps, String contentType) {
        Headers.Builder fields = answer.headers().toBuilder()
                .add("x-signalbox-request-id", exchange.id())
                .add("x-request-id", exchange.id())
                .add("request-id", exchange.id())
                .add("x-signalbox-cost-usd", "0")
                .add("x-signalbox-idempotent-replay", "true")
                .add("x-signalbox-first-request-id", answer.requestId());
        ServerTiming.add(fields, exchange.settings(), exchange.startedNanos(), laps);
        exchange.traceparent().ifPresent(trace -> fields.add("traceparent", trace));
        return fields.build();
    }

    static String dollars(Cost cost) {
        return switch (cost) {
            case Cost.Known known ->
                BigDecimal.valueOf(known.nanoDollars(), 9).stripTrailingZeros().toPlainString();
            case Cost.Unknown _ -> "unknown";
        };
    }

    private static String losses(List<Loss> losses) {
        return named(losses.stream().map(Loss::field).distinct().toList());
    }

    private static String adjustments(List<Adjustment> adjustments) {
        return named(adjustments.stream()
                .map(change -> change.field() + "=" + change.to())
                .toList());
    }

    /** The first of them, and how many there are beside; the ledger has all. */
    private static String named(List<String> names) {
        int more = names.size() - MOST_NAMED;
        String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return printable(more > 0 ? first + ", and " + more + " more" : first);
    }

    /** Names come from callers and providers: nothing of them may break a header field. */
    static String printable(String text) {
        return isPrintable(text) ? text : madePrintable(text);
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) >= 127) {
                return false;
            }
        }
        return text.length() <= LONGEST;
    }

    private static String madePrintable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().limit(LONGEST).forEach(c -> out.append(c >= ' ' && c < 127 ? (char) c : '?'));
        return out.toString();
    }
}
