package dev.signalbox.server.dispatch;

import dev.signalbox.server.ceilings.Entry;
import dev.signalbox.server.ceilings.Place;
import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Hold;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.settings.JudgeSettings;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.server.upstream.Dialects;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a model how good an answer is. That is an attempt with its own hold, which is nobody's answer. Whatever goes wrong with
 * it, the answer is taken as it is.
 */
final class Judge {
    private static final Logger log = LoggerFactory.getLogger(Judge.class);
    private static final int LONGEST = 256 * 1024;

    private final Dispatch.Services services;
    private final Exchange exchange;
    private final Account account;
    private final Attempt attempt;
    private final String route;
    private final JudgeSettings rules;
    private final Target target;
    private final Signals signals;

    /** What came of asking. */
    private record Asked(
            OptionalInt status, AttemptResult.Outcome outcome, String word, Measured measured, OptionalDouble score) {
        static Asked failed(OptionalInt status, String why) {
            return failed(status, AttemptResult.Outcome.JUDGED, why);
        }

        private static Asked failed(OptionalInt status, AttemptResult.Outcome outcome, String why) {
            return new Asked(
                    status, outcome, AttemptResult.JUDGE + ":" + why, Measured.NOTHING, OptionalDouble.empty());
        }

        /** Who was given up was at work until then, and bills what it read. */
        static Asked broken(OptionalInt status, HttpFailure failure) {
            return switch (failure.kind()) {
                case CANCELLED ->
                    failed(
                            status,
                            failure.sent() ? AttemptResult.Outcome.CANCELLED : AttemptResult.Outcome.JUDGED,
                            "caller_gone");
                case FIRST_BYTE_TIMEOUT, READ_TIMEOUT, DEADLINE ->
                    failed(status, AttemptResult.Outcome.CANCELLED, "unanswered");
                case CONNECT, TLS, CONNECT_TIMEOUT, CUT, TOO_LARGE, PROTOCOL -> failed(status, "unanswered");
            };
        }
    }

    Judge(
            Dispatch.Services services,
            Exchange exchange,
            Account account,
            Attempt attempt,
            String route,
            JudgeSettings rules,
            Target target,
            Signals signals) {
        this.services = services;
        this.exchange = exchange;
        this.account = account;
        this.attempt = attempt;
        this.route = route;
        this.rules = rules;
        this.target = target;
        this.signals = signals;
    }

    /** The word of the signal, if the answer is not good enough. */
    Optional<String> objection(Draft draft) {
        OptionalDouble score;
        try {
            score = signals.request()
                    .filter(_ -> !services.health().of(target.key()).barred())
                    .map(asked -> asked(Judgement.question(asked, draft, target.name())))
                    .orElse(OptionalDouble.empty());
        } catch (Refused nobody) {
            score = OptionalDouble.empty();
        } catch (RuntimeException e) {
            // The answer is there, and its caller waits for it.
            log.error("request {}: the judge {} could not be asked", exchange.id(), target.name(), e);
            score = OptionalDouble.empty();
        }
        boolean poor = score.isPresent() && score.getAsDouble() < rules.below();
        services.escalations().judged(route, score.isEmpty() ? "failed" : poor ? "poor" : "good");
        return poor ? Optional.of(AttemptResult.JUDGE) : Optional.empty();
    }

    private OptionalDouble asked(ModelRequest question) {
        ProviderDialect dialect = Dialects.of(target.provider().dialect());
        ModelFacts facts = services.facts().apply(exchange.settings(), target);
        if (!(dialect.write(question, facts) instanceof Translation.Ready ready)) {
            return OptionalDouble.empty();
        }
        long input = TokenEstimate.output(ready.body().length);
        return switch (services.ceilings().enter(target, input, false)) {
            case Entry.Full _ -> OptionalDouble.empty();
            case Entry.Entered(Place place) -> {
                try (place) {
                    yield asked(dialect, ready, input, place);
                }
            }
        };
    }

    private OptionalDouble asked(ProviderDialect dialect, Translation.Ready ready, long input, Place place) {
        Hold hold = account.hold(
                attempt.another(),
                new Candidate(target, "judges"),
                input,
                Judgement.MOST_TOKENS,
                ready.losses(),
                ready.adjustments());
        long began = services.nanoTime().getAsLong();
        Asked asked = send(dialect, ready, began);
        Usage charged = hold.settle(new AttemptResult(
                asked.status,
                asked.outcome,
                Optional.of(asked.word),
                asked.measured,
                Duration.ofNanos(services.nanoTime().getAsLong() - began),
                Optional.empty(),
                Optional.empty()));
        place.used(charged.total());
        return asked.score;
    }

    private Asked send(ProviderDialect dialect, Translation.Ready ready, long began) {
        long deadline =
                Math.min(exchange.deadlineNanos(), began + rules.timeout().toNanos());
        OptionalInt status = OptionalInt.empty();
        try {
            ProviderResponse response = services.upstream().send(inner(), target, dialect, ready.body(), deadline);
            status = OptionalInt.of(response.status());
            byte[] body = response.whole(
                    LONGEST,
                    Duration.ofNanos(Math.max(1, deadline - services.nanoTime().getAsLong())));
            if (response.status() / 100 != 2) {
                return Asked.failed(status, "http_" + response.status());
            }
            ProviderDialect.Summary summary = dialect.summary(body);
            Measured measured = new Measured(
                    Optional.of(summary.model()), summary.usage(), summary.contentBytes(), summary.providerStop());
            OptionalDouble score = Judgement.score(Draft.of(dialect.read(body)).text());
            String word = score.isPresent() ? AttemptResult.JUDGE : AttemptResult.JUDGE + ":no_score";
            return new Asked(status, AttemptResult.Outcome.JUDGED, word, measured, score);
        } catch (HttpFailure e) {
            log.debug("request {}: the judge {} did not answer: {}", exchange.id(), target.name(), e.kind());
            return Asked.broken(status, e);
        } catch (Unreadable e) {
            return Asked.failed(status, "garbage");
        }
    }

    /** A call of its own: whole, and with none of the caller's header fields. */
    private Exchange inner() {
        Envelope asked = exchange.envelope();
        Envelope whole = new Envelope(
                target.name(),
                false,
                true,
                false,
                OptionalLong.of(Judgement.MOST_TOKENS),
                1,
                asked.textBytes(),
                0,
                false,
                false,
                false,
                asked.needs(),
                asked.fields());
        return new Exchange(
                exchange.id(),
                exchange.arrived(),
                exchange.startedNanos(),
                exchange.deadlineNanos(),
                exchange.dialect(),
                whole,
                exchange.style(),
                Headers.empty(),
                exchange.key(),
                exchange.traceparent(),
                exchange.settings(),
                exchange.hangUp(),
                exchange.loop());
    }
}
