package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.AttemptResult.Outcome;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.EscalateSettings;
import dev.signalbox.server.settings.HoldStream;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TargetSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks one target of a route after another until an answer is good enough. What was not is kept until another one is there,
 * and given if none comes: nobody gets an error who would have had an answer.
 */
final class Cascade {
    private final Dispatch.Services services;
    private final Exchange exchange;
    private final RouteSettings route;
    private final EscalateSettings rules;
    private final Attempt attempt;
    private final Telling telling;
    private final Function<Attempting, Attempts> loop;
    private List<Candidate> left;
    private final Signals signals;
    private final Optional<Judge> judge;

    /** An answer that was not good enough. */
    private record Weak(Given given, Reading reading, String signal) {}

    /**
     * @param loop makes the loop of attempts at some of the candidates
     * @param judge who is asked last; absent where nobody is
     */
    Cascade(
            Dispatch.Services services,
            Exchange exchange,
            RouteSettings route,
            EscalateSettings rules,
            Attempt attempt,
            Telling telling,
            Function<Attempting, Attempts> loop,
            List<Candidate> candidates,
            Function<Signals, Optional<Judge>> judge) {
        this.services = services;
        this.exchange = exchange;
        this.route = route;
        this.rules = rules;
        this.attempt = attempt;
        this.telling = telling;
        this.loop = loop;
        this.left = candidates;
        this.signals = new Signals(exchange, rules);
        this.judge = judge.apply(signals);
        telling.holding(this::heldBack);
    }

    /**
     * The first answer that is good enough, or the last one that there is.
     *
     * @throws Refused if there is none at all
     */
    Reply run() {
        Weak weak = null;
        while (true) {
            Optional<Reply> next = next(weak);
            if (weak != null && next.isEmpty()) {
                services.escalations().escalated(route.name(), weak.signal, EscalationObserver.KEPT);
                return accepted(weak.given, weak.reading);
            }
            Reply reply = next.orElseThrow();
            Given given = telling.given().orElseThrow();
            if (weak != null) {
                replaced(weak, EscalationObserver.ANSWERED);
            }
            left = goingOn(reply.served().target());
            if (left.isEmpty() || exchange.envelope().answers() > 1) {
                return counted(reply);
            }
            Reading reading = Reading.of(given, exchange);
            telling.retold(reading.reply());
            Optional<String> signal = signal(reading);
            if (signal.isEmpty()) {
                return accepted(given, reading);
            }
            weak = new Weak(given, reading, signal.get());
            attempt.escalated(reply.served().target(), signal.get());
        }
    }

    /** The next answer; nothing if the weak one is the last. */
    private Optional<Reply> next(@Nullable Weak weak) {
        try {
            return Optional.of(loop.apply(attempt).run(left));
        } catch (Refused refused) {
            if (weak == null) {
                throw refused;
            }
            if (refused.failure() instanceof Failure.CallerGone) {
                replaced(weak, EscalationObserver.KEPT);
                throw refused;
            }
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            if (weak != null) {
                weak.reading.reply().close();
            }
            throw e;
        }
    }

    /** It was paid for, and the caller gets nothing of it. Its target did what it can, so its health hears nothing of it. */
    private void replaced(Weak weak, String outcome) {
        weak.reading.reply().close();
        weak.given.settle(Outcome.ESCALATED, Optional.of(AttemptResult.ESCALATED + weak.signal), exchange.loop());
        services.escalations().escalated(route.name(), weak.signal, outcome);
    }

    private Optional<String> signal(Reading reading) {
        return reading.draft()
                .flatMap(draft -> signals.of(draft, reading.certainty())
                        .or(() -> judge.filter(_ -> draft.whole()).flatMap(each -> each.objection(draft))));
    }

    /** It took as long as it took, and not as long as it was looked at. */
    private Reply accepted(Given given, Reading reading) {
        if (reading.over()) {
            given.settle(Outcome.SERVED, Optional.empty(), exchange.loop());
        }
        return counted(reading.reply());
    }

    /** All attempts that were made, also those behind an answer that was kept, and what judges made. */
    private Reply counted(Reply reply) {
        return switch (reply) {
            case Reply.Whole whole ->
                new Reply.Whole(whole.body(), whole.served().after(attempt.made()), whole.measured());
            case Reply.Streaming streaming ->
                new Reply.Streaming(
                        streaming.source(), streaming.served().after(attempt.made()), streaming.measuring());
        };
    }

    /** How much of a stream of this target is held back: nothing where there is nobody to go on to. */
    private long heldBack(Target target) {
        return rules.stream() == HoldStream.PASS
                        || exchange.envelope().answers() > 1
                        || goingOn(target).isEmpty()
                ? 0
                : rules.buffer();
    }

    /** Those of later places; nobody where none of them may serve now. Who may not is told when its turn comes. */
    private List<Candidate> goingOn(Target target) {
        int place = place(target);
        List<Candidate> behind = left.stream()
                .dropWhile(candidate -> !candidate.target().equals(target))
                .filter(candidate -> place(candidate.target()) > place)
                .toList();
        return behind.stream().anyMatch(this::mayServe) ? behind : List.of();
    }

    private boolean mayServe(Candidate candidate) {
        return !services.health().of(candidate.target().key()).barred() && attempt.fits(candidate);
    }

    /** The place of a target, or of the pool that it belongs to, in the route. */
    private int place(Target target) {
        List<TargetSettings> places = route.targets();
        for (int i = 0; i < places.size(); i++) {
            TargetSettings each = places.get(i);
            if (each.pool()
                    ? members(each.name()).contains(target.name())
                    : each.name().equals(target.name())) {
                return i;
            }
        }
        return places.size();
    }

    private List<String> members(String pool) {
        Settings settings = exchange.settings();
        return Optional.ofNullable(settings.routes().get(pool)).map(RouteSettings::targets).orElse(List.of()).stream()
                .map(TargetSettings::name)
                .toList();
    }
}
