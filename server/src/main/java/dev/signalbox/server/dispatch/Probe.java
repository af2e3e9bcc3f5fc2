package dev.signalbox.server.dispatch;

import dev.signalbox.server.ceilings.Saturation;
import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.CutSettings;
import dev.signalbox.server.settings.LossRule;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.Secret;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Asks one target a trifle, on the same way that requests of callers take: translation, connection, credential, reading of
 * what comes. Asks once, and does not touch the target's health: whoever asked decides what the outcome means.
 */
final class Probe {
    /** Every dialect's writer is between it and most targets, and its one cap is called the same for all models. */
    private static final CallerDialect ASKING = Anthropic.caller();

    /**
     * OpenAI's reasoning models answer 400 with these words when they thought for longer than a small cap allows. They
     * were reached, knew the credential and went to work.
     */
    private static final String WORKED = "max_tokens or model output limit was reached";

    private static final int LONGEST_DETAIL = 300;
    private static final int SHORTEST_SECRET = 6;

    private final Dispatch.Services services;
    private final Settings settings;
    private final Target target;
    private final Probing how;
    private final long began;

    Probe(Dispatch.Services services, Settings settings, Target target, Probing how) {
        this.services = services;
        this.settings = settings;
        this.target = target;
        this.how = how;
        this.began = services.nanoTime().getAsLong();
    }

    Probed run() {
        Exchange exchange = exchange();
        Account account;
        try {
            account = how.accounts().apply(exchange);
        } catch (Refused e) {
            return unsent(e.failure().detail());
        }
        try {
            Candidate candidate = new Candidate(target, "probed");
            account.caller(Caller.probing());
            account.offer(new Offer.Direct(target.name(), target));
            account.plan(new Plan(List.of(candidate), List.of()));
            return asked(exchange, account, candidate);
        } catch (Refused e) {
            account.fail(e);
            return e.failure() instanceof Failure.DeadlinePassed
                    ? new Probed.Failed(
                            took(), Trouble.TIMEOUT, OptionalInt.empty(), "no answer in time", Optional.empty())
                    : unsent(e.failure().detail());
        } catch (RuntimeException e) {
            account.fail(e);
            return unsent("internal: " + e.getClass().getSimpleName());
        }
    }

    private Probed asked(Exchange exchange, Account account, Candidate candidate) {
        Attempt attempt = new Attempt(
                services,
                exchange,
                account,
                new LossPolicy(LossRule.ALLOW, false),
                new Bounds(List.of(candidate), Map.of()),
                new AtomicInteger(),
                new Telling(exchange, CutSettings.DEFAULT));
        // What it finds out is told to a health that nobody looks at.
        Health unseen = new Health(services.nanoTime());
        return switch (attempt.at(
                candidate,
                unseen.enter(target.key(), BreakerSettings.none(), true).orElseThrow(),
                true)) {
            case Attempt.Tried.Answered(Reply reply) -> {
                try (Reply followed = account.follow(reply)) {
                    yield answered(followed.measured());
                }
            }
            case Attempt.Tried.Failed(AttemptFailure failure) -> {
                account.fail(new Refused(new Failure.ProviderFailed(
                        failure.error().code().orElse(failure.word()),
                        failure.word(),
                        failure.error(),
                        failure.answeredStatus().orElse(0),
                        failure.retryAfter(),
                        target.name(),
                        1)));
                yield failure.detail().contains(WORKED)
                        ? answered(Measured.NOTHING)
                        : new Probed.Failed(
                                took(),
                                Trouble.of(failure),
                                failure.answeredStatus(),
                                shown(detail(failure)),
                                Optional.of(failure.fault()));
            }
            case Attempt.Tried.PassedOver(Failure.BadRequest why) -> {
                account.fail(new Refused(why));
                yield unsent(why.detail());
            }
            case Attempt.Tried.Full(Saturation why) -> {
                String detail = why.words();
                account.fail(new Refused(new Failure.NoTarget("target_full", detail)));
                yield unsent(detail);
            }
            case Attempt.Tried.Outrun() -> throw new IllegalStateException("outrun although nothing ran beside it");
        };
    }

    private Probed answered(Measured measured) {
        Usage usage = measured.usage().orElse(Usage.NONE);
        return new Probed.Answered(took(), usage.input(), usage.output());
    }

    private Probed unsent(String detail) {
        return new Probed.Failed(took(), Trouble.NOT_SENT, OptionalInt.empty(), shown(detail), Optional.empty());
    }

    private Duration took() {
        return Duration.ofNanos(services.nanoTime().getAsLong() - began);
    }

    private Exchange exchange() {
        try {
            byte[] body = JsonCodec.write(Json.object(fields -> fields.put("model", target.name())
                    .put("max_tokens", cap())
                    .put(
                            "messages",
                            Json.array(List.of(Json.object(
                                    message -> message.put("role", "user").put("content", "ping")))))));
            return new Exchange(
                    how.id(),
                    services.clock().instant(),
                    began,
                    began + how.patience().toNanos(),
                    ASKING,
                    ASKING.open(body, Addressed.nothing()),
                    new ReplyStyle(true, true, false, 0),
                    Headers.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    settings,
                    HangUp.never(),
                    how.loop());
        } catch (Unreadable e) {
            throw new IllegalStateException("our own request", e);
        }
    }

    private long cap() {
        return cap(services, settings, target);
    }

    /** Enough for one token; models that think by effort, and OpenAI's newer dialect, do not take so little. */
    static long cap(Dispatch.Services services, Settings settings, Target target) {
        boolean responses = switch (target.provider().dialect()) {
            case OPENAI_RESPONSES -> true;
            case OPENAI, AZURE_OPENAI, ANTHROPIC, GEMINI -> false;
        };
        return switch (services.facts().apply(settings, target).reasoning()) {
            case NONE, BUDGET -> responses ? 16 : 1;
            case EFFORT, ADAPTIVE, UNKNOWN -> 16;
        };
    }

    private String detail(AttemptFailure failure) {
        boolean keyless = target.provider().key().isEmpty()
                && target.provider().headers().keySet().stream()
                        .noneMatch(target.provider().auth().header()::equalsIgnoreCase);
        return Trouble.of(failure) == Trouble.CREDENTIAL && keyless
                ? failure.detail() + "; none is configured (expected: providers."
                        + target.provider().name() + ".key)"
                : failure.detail();
    }

    /** A provider's words may hold anything: our credential, line breaks, a whole page. */
    private String shown(String detail) {
        ProviderSettings provider = target.provider();
        String safe = detail;
        for (Secret secret : Stream.of(
                        provider.key().stream(),
                        provider.headers().values().stream(),
                        target.rules().shaping().set().values().stream())
                .flatMap(secrets -> secrets)
                .toList()) {
            String clear = secret.reveal();
            safe = clear.length() < SHORTEST_SECRET ? safe : safe.replace(clear, Secret.MASK);
        }
        StringBuilder out = new StringBuilder();
        safe.codePoints()
                .limit(LONGEST_DETAIL)
                .forEach(c -> out.appendCodePoint(Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c));
        return out + (safe.codePointCount(0, safe.length()) > LONGEST_DETAIL ? "..." : "");
    }
}
