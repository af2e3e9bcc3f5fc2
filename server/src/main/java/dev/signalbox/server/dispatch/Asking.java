package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.Calls;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Hold;
import dev.signalbox.server.exchange.Holds;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Pass;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.CutSettings;
import dev.signalbox.server.settings.LossRule;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Content;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks one target a question of the gateway's own, inside the account of the request that made it ask. Its health as one who
 * is asked is kept apart: a target that is too slow for us may be good enough for callers.
 */
final class Asking {
    private static final int GOOD = 200;

    private final Dispatch.Services services;
    private final Holds holds;
    private @Nullable Hold held;

    Asking(Dispatch.Services services, Holds holds) {
        this.services = services;
        this.holds = holds;
    }

    Calls.Said ask(Exchange parent, Target target, Calls.Question question) {
        String key = target.key() + " as " + question.role();
        if (services.health().of(target.key()).unhealthy()
                || services.health().of(key).unhealthy()) {
            return new Calls.Said.Nothing("unhealthy");
        }
        Optional<Pass> entered = services.health().enter(key, BreakerSettings.none(), false);
        if (entered.isEmpty()) {
            return new Calls.Said.Nothing("unhealthy");
        }
        try (Pass pass = entered.get()) {
            Exchange inner = inner(parent, question);
            Attempt attempt = new Attempt(
                    services,
                    inner,
                    this::hold,
                    new LossPolicy(LossRule.ALLOW, false),
                    new Bounds(List.of(), Map.of()),
                    new AtomicInteger(),
                    new Telling(inner, CutSettings.DEFAULT));
            long began = services.nanoTime().getAsLong();
            return switch (attempt.at(new Candidate(target, "asked as " + question.role()), pass, false)) {
                case Attempt.Tried.Answered(Reply reply) -> answered(reply, began);
                case Attempt.Tried.Failed(AttemptFailure failure) -> new Calls.Said.Nothing(failure.word());
                case Attempt.Tried.Full _ -> new Calls.Said.Nothing("no room under its ceiling");
                case Attempt.Tried.Outrun _ -> new Calls.Said.Nothing("outrun");
                case Attempt.Tried.PassedOver passed ->
                    new Calls.Said.Nothing(passed.why().code());
            };
        } catch (Unreadable e) {
            throw new IllegalStateException("our own question cannot be read", e);
        }
    }

    /** Every attempt here is the one before the first. */
    private Hold hold(
            int number,
            Candidate candidate,
            long inputTokens,
            long outputBound,
            List<Loss> losses,
            List<Adjustment> adjustments) {
        Hold hold = holds.hold(0, candidate, inputTokens, outputBound, losses, adjustments);
        held = hold;
        return hold;
    }

    private Calls.Said answered(Reply reply, long began) {
        try (reply) {
            Hold hold = held;
            if (hold != null) {
                hold.settle(new AttemptResult(
                        OptionalInt.of(GOOD),
                        AttemptResult.Outcome.SERVED,
                        Optional.empty(),
                        reply.measured(),
                        Duration.ofNanos(services.nanoTime().getAsLong() - began),
                        Optional.empty(),
                        reply.served().providerRequestId()));
            }
            return reply instanceof Reply.Whole whole
                    ? new Calls.Said.Told(text(whole.body()))
                    : new Calls.Said.Nothing("a stream");
        } catch (Unreadable e) {
            return new Calls.Said.Nothing("garbage");
        }
    }

    private static String text(byte[] body) throws Unreadable {
        return OpenAi.provider().read(body).content().stream()
                .flatMap(part -> part instanceof Content.Text(String text, var _) ? Stream.of(text) : Stream.empty())
                .collect(Collectors.joining());
    }

    /** A request of our own: nothing of the caller's goes with it but the text that is asked about. */
    private Exchange inner(Exchange parent, Calls.Question question) throws Unreadable {
        byte[] body = JsonCodec.write(Json.object(f -> f.put("model", question.role())
                .put("temperature", Json.number(BigDecimal.ZERO))
                .put("max_tokens", question.maxOutput())
                .put(
                        "messages",
                        Json.array(List.of(
                                message("system", question.instructions()), message("user", question.text()))))));
        long deadline = services.nanoTime().getAsLong() + question.patience().toNanos();
        return new Exchange(
                parent.id(),
                parent.arrived(),
                parent.startedNanos(),
                Math.min(parent.deadlineNanos(), deadline),
                OpenAi.caller(),
                OpenAi.caller().open(body),
                new ReplyStyle(false, true, parent.arrived().getEpochSecond()),
                Headers.empty(),
                Optional.empty(),
                parent.traceparent(),
                parent.settings(),
                parent.hangUp(),
                parent.loop());
    }

    private static Json message(String role, String text) {
        return Json.object(f -> f.put("role", role).put("content", text));
    }
}
