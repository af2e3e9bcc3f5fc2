package dev.signalbox.server.boot;

import dev.signalbox.learn.choice.Policies;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.routing.TextEmbedding;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.dialect.responses.Responses;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Plans requests that nobody sent, by the same code as those of callers, so that the reading of wishes, prompts and tools is
 * compiled too. Beside the gateway's own routing: nothing is counted or remembered, and nobody is called.
 */
final class RoadWarmUp {
    private static final int ROUNDS = 90;
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final List<CallerDialect> DIALECTS =
            List.of(OpenAi.caller(), Anthropic.caller(), Responses.caller());

    private final PriceBook prices;
    private final Policies policies;
    private final TextEmbedding embedding;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /** @param nanoTime a monotonic clock in nanoseconds */
    RoadWarmUp(PriceBook prices, Policies policies, TextEmbedding embedding, Clock clock, LongSupplier nanoTime) {
        this.prices = prices;
        this.policies = policies;
        this.embedding = embedding;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Ends by itself, and when its thread is interrupted. Answers how many requests were planned. */
    int of(String route, Settings settings) {
        Explaining explaining = new Explaining(settings, prices, Map.of(), clock.instant(), 1, embedding, policies);
        Explaining.Asker asker = new Explaining.Asker.Named(Caller.probing());
        long begun = nanoTime.getAsLong();
        int planned = 0;
        try {
            while (planned < ROUNDS
                    && nanoTime.getAsLong() - begun < LONGEST.toNanos()
                    && !Thread.currentThread().isInterrupted()) {
                CallerDialect dialect = DIALECTS.get(planned % DIALECTS.size());
                explaining.explain(new Explaining.Question(
                        dialect, dialect.open(body(route, dialect, planned)), Headers.empty(), asker));
                planned++;
            }
        } catch (Refused e) {
            // this route serves no such requests: what was made ready must do
        } catch (Unreadable e) {
            throw new IllegalStateException("a request of our own cannot be read", e);
        }
        return planned;
    }

    private static byte[] body(String route, CallerDialect dialect, int number) {
        Json message = Json.object(o -> o.put("role", "user")
                .put("content", "Which number comes after " + number + ", and how would a child find out?"));
        return JsonCodec.write(Json.object(o -> o.put("model", route)
                .put("max_tokens", 100)
                .put(dialect.name().equals("openai-responses") ? "input" : "messages", Json.array(List.of(message)))
                .put("routing_config", Json.object(wishes -> wishes.put("mode", "balanced")))));
    }
}
