package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import java.time.Duration;
import java.util.List;

/** The attempts of one exchange. This is the only loop that calls providers. */
final class Attempts {
    private final Dispatch.Services services;
    private final Exchange exchange;
    private final Attempt attempt;
    private final long windowEnds;

    Attempts(Dispatch.Services services, Exchange exchange, Account account, LossPolicy losses) {
        this.services = services;
        this.exchange = exchange;
        this.attempt = new Attempt(services, exchange, account, losses);
        this.windowEnds =
                Math.min(services.nanoTime().getAsLong() + Dispatch.RETRY_WINDOW.toNanos(), exchange.deadlineNanos());
    }

    Reply run(List<Candidate> candidates) {
        AttemptFailure last = null;
        Refused outcome = null;
        for (int place = 0; place < candidates.size(); place++) {
            Candidate candidate = candidates.get(place);
            List<Candidate> others = candidates.subList(place + 1, candidates.size());
            boolean here = true;
            for (int retries = 0; here; retries++) {
                checkStillWanted(last);
                switch (attempt.at(candidate)) {
                    case Attempt.Tried.Answered answered -> {
                        return answered.reply();
                    }
                    case Attempt.Tried.Failed failed -> {
                        last = failed.failure();
                        outcome = refused(last, candidate.target());
                        here = again(
                                candidate.target(),
                                last,
                                retries,
                                others.stream().anyMatch(attempt::fits));
                    }
                    case Attempt.Tried.PassedOver passed -> {
                        outcome = outcome == null ? new Refused(passed.why()) : outcome;
                        here = false;
                    }
                }
            }
        }
        throw outcome != null
                ? outcome
                : new Refused(new Failure.NoTarget("no_target", "the plan has no candidate left"));
    }

    /** Whether the same target is tried again. */
    private boolean again(Target target, AttemptFailure last, int retries, boolean others) {
        return switch (RetryPolicy.decide(last, target, retries, others, windowLeft())) {
            case RetryPolicy.Decision.Again(Duration pause) -> {
                pause(pause);
                yield true;
            }
            case RetryPolicy.Decision.Next _ -> false;
            case RetryPolicy.Decision.GiveUp _ -> throw refused(last, target);
        };
    }

    private void pause(Duration pause) {
        try {
            services.pauses().pause(pause, exchange.hangUp());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(new Failure.Internal("interrupted between attempts"), e);
        }
    }

    private void checkStillWanted(@org.jspecify.annotations.Nullable AttemptFailure last) {
        if (exchange.hangUp().happened()) {
            throw new Refused(new Failure.CallerGone("before attempt " + (attempt.made() + 1)));
        }
        if (services.nanoTime().getAsLong() - exchange.deadlineNanos() >= 0) {
            throw new Refused(new Failure.DeadlinePassed(
                    "after " + attempt.made() + " attempts" + (last == null ? "" : "; the last: " + last.detail())));
        }
    }

    private Duration windowLeft() {
        return Duration.ofNanos(Math.max(0, windowEnds - services.nanoTime().getAsLong()));
    }

    private Refused refused(AttemptFailure last, Target target) {
        return new Refused(new Failure.ProviderFailed(
                last.error().code().orElse(last.word()),
                last.word() + ": " + last.detail(),
                last.error(),
                last.answeredStatus().orElse(0),
                last.retryAfter(),
                target.name(),
                attempt.made()));
    }
}
