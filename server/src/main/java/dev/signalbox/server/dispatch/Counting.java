package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Counted;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.server.upstream.Dialects;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.TokenCount;
import dev.signalbox.wire.dialect.TokenCounting;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of one request: by the first candidate that can carry it, where its provider counts; when that fails by
 * the next one; at last by estimate. A count costs nothing, so nothing is held or recorded for it, and no target's health
 * suffers: providers limit counts apart from answers.
 */
final class Counting {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST = 1024 * 1024;
    private static final Set<Integer> CALLERS_FAULT = Set.of(400, 413, 422);

    private final Dispatch.Services services;
    private final Exchange exchange;
    private final Preparation preparation;
    private final FailureReading failures;

    /** What came of asking one provider. */
    private sealed interface Asked {
        record Told(long tokens) implements Asked {}

        record Failed(AttemptFailure failure) implements Asked {}
    }

    Counting(Dispatch.Services services, Exchange exchange, LossPolicy losses) {
        this.services = services;
        this.exchange = exchange;
        this.preparation = new Preparation(exchange, losses, services.fetcher());
        this.failures = new FailureReading(services.clock());
    }

    Counted run(List<Candidate> candidates) {
        Target first = null;
        AttemptFailure last = null;
        Failure.BadRequest impossible = null;
        for (Candidate candidate : candidates) {
            Target target = candidate.target();
            ProviderDialect dialect = Dialects.of(target.provider().dialect());
            switch (preparation.forTarget(target, dialect, services.facts().apply(exchange.settings(), target))) {
                case Preparation.Prepared.Impossible(Failure.BadRequest why) ->
                    impossible = impossible == null ? why : impossible;
                case Preparation.Prepared.Sendable(Translation.Ready request) -> {
                    first = first == null ? target : first;
                    Optional<TokenCounting> counting = dialect.counting(
                            String.valueOf(target.provider().endpoint().getPath()));
                    if (counting.isEmpty()) {
                        return estimated(first, last == null ? "not_offered" : last.word());
                    }
                    switch (ask(target, dialect, counting.get(), request.body())) {
                        case Asked.Told(long tokens) -> {
                            return new Counted(new TokenCount(tokens, true), target, Optional.empty());
                        }
                        case Asked.Failed(AttemptFailure failure) -> last = failure;
                    }
                }
            }
        }
        if (first == null) {
            throw new Refused(
                    impossible == null ? new Failure.NoTarget("no_target", "the plan has no candidate") : impossible);
        }
        return estimated(first, word(last));
    }

    private static String word(@Nullable AttemptFailure failure) {
        return failure == null ? "not_offered" : failure.word();
    }

    private Counted estimated(Target target, String why) {
        long tokens = TokenEstimate.input(exchange.envelope());
        return new Counted(new TokenCount(tokens, false), target, Optional.of(why));
    }

    private Asked ask(Target target, ProviderDialect dialect, TokenCounting counting, byte[] request) {
        Duration total = target.provider().timeouts().total();
        long patience = Math.min(PATIENCE.toNanos(), total.toNanos());
        long deadline = Math.min(exchange.deadlineNanos(), services.nanoTime().getAsLong() + patience);
        try {
            byte[] question = counting.question(target.upstreamId(), request);
            ProviderResponse response = services.upstream()
                    .ask(exchange, target, dialect, counting.path(target.upstreamId()), question, deadline);
            byte[] body = response.whole(
                    LONGEST,
                    Duration.ofNanos(Math.max(1, deadline - services.nanoTime().getAsLong())));
            if (response.status() >= 200 && response.status() < 300) {
                return new Asked.Told(counting.read(body));
            }
            return refused(failures.status(target, dialect, response.status(), response.headers(), body), target);
        } catch (HttpFailure e) {
            if (e.kind() == HttpFailure.Kind.CANCELLED) {
                throw new Refused(new Failure.CallerGone("while tokens were counted"));
            }
            return new Asked.Failed(failures.broken(target, e, Optional.empty()));
        } catch (Unreadable e) {
            return new Asked.Failed(failures.garbage(target, String.valueOf(e.getMessage()), Optional.empty()));
        }
    }

    /** A request that its provider finds wrong would not be answered either: its caller is told. */
    private static Asked refused(AttemptFailure failure, Target target) {
        if (!CALLERS_FAULT.contains(failure.status())) {
            return new Asked.Failed(failure);
        }
        throw new Refused(new Failure.ProviderFailed(
                failure.error().code().orElse(failure.word()),
                failure.word() + ": " + failure.detail(),
                failure.error(),
                failure.status(),
                failure.retryAfter(),
                target.name(),
                1));
    }
}
