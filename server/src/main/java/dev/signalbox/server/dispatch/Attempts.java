package dev.signalbox.server.dispatch;

import dev.signalbox.server.ceilings.Limit;
import dev.signalbox.server.ceilings.Saturation;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Pass;
import dev.signalbox.server.http.HangUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The attempts of one exchange. This is the only loop that calls providers. */
final class Attempts {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration FOREVER = Duration.ofDays(365_000);

    private final Attempting attempt;
    private final Surroundings services;
    private final HangUp hangUp;
    private final long deadlineNanos;
    private final long beganNanos;
    private @Nullable AttemptFailure last;
    private @Nullable Target lastTarget;
    private @Nullable Failure passedOver;
    private Failure.@Nullable NoTarget heldBack;
    private @Nullable Saturation saturated;
    private final List<Candidate> full = new ArrayList<>(0);

    /** What the loop works with. */
    record Surroundings(Health health, Pauses pauses, RandomGenerator random, LongSupplier nanoTime) {}

    Attempts(Attempting attempt, Surroundings services, HangUp hangUp, long deadlineNanos) {
        this.attempt = attempt;
        this.services = services;
        this.hangUp = hangUp;
        this.deadlineNanos = deadlineNanos;
        this.beganNanos = services.nanoTime().getAsLong();
    }

    Reply run(List<Candidate> candidates) {
        Waiting waiting = new Waiting(candidates);
        while (!waiting.isEmpty()) {
            Candidate candidate = waiting.next();
            boolean nothingElse = waiting.nothingElse(candidate);
            Optional<Pass> entered = services.health()
                    .enter(candidate.target().key(), candidate.target().breaker(), nothingElse);
            if (entered.isPresent()) {
                try (Pass pass = entered.get()) {
                    Optional<Reply> reply = tryAt(candidate, pass, waiting, nothingElse);
                    if (reply.isPresent()) {
                        return reply.get();
                    }
                }
            } else {
                attempt.keptFrom(
                        candidate, services.health().of(candidate.target().key()));
                if (nothingElse || !waiting.again(candidate)) {
                    heldBack(candidate.target());
                }
            }
        }
        try {
            return inLine().orElseThrow(this::refused);
        } finally {
            attempt.leaveLine();
        }
    }

    /** Waits for those that were full, where they let wait. */
    private Optional<Reply> inLine() {
        Waiting nobody = new Waiting(List.of());
        while (!full.isEmpty()) {
            checkStillWanted();
            Optional<Candidate> next = attempt.inLine(full);
            if (next.isEmpty()) {
                checkStillWanted();
                return Optional.empty();
            }
            Target target = next.get().target();
            full.remove(next.get());
            Optional<Pass> entered = services.health().enter(target.key(), target.breaker(), true);
            if (entered.isEmpty()) {
                attempt.keptFrom(next.get(), services.health().of(target.key()));
                heldBack(target);
                continue;
            }
            try (Pass pass = entered.get()) {
                Optional<Reply> reply = tryAt(next.get(), pass, nobody, true);
                if (reply.isPresent()) {
                    return reply;
                }
            }
        }
        return Optional.empty();
    }

    /** Tries one candidate as often as the policy says; nothing if the next one is to be tried. */
    private Optional<Reply> tryAt(Candidate candidate, Pass pass, Waiting waiting, boolean nothingElse) {
        for (int retries = 0; ; retries++) {
            checkStillWanted();
            boolean probe = pass.probes();
            switch (attempt.at(candidate, pass, nothingElse || retries > 0)) {
                case Attempt.Tried.Answered answered -> {
                    return Optional.of(answered.reply());
                }
                case Attempt.Tried.Failed(AttemptFailure failure) -> {
                    last = failure;
                    lastTarget = candidate.target();
                    boolean others = waiting.anyMatch(this::mayServe);
                    int had = probe && others ? candidate.target().retry().attempts() : retries;
                    if (!again(candidate.target(), pass, failure, had, others)) {
                        return Optional.empty();
                    }
                }
                case Attempt.Tried.Outrun _ -> throw new IllegalStateException("an attempt that ran alone was outrun");
                case Attempt.Tried.PassedOver passed -> {
                    passedOver = passedOver == null ? passed.why() : passedOver;
                    return Optional.empty();
                }
                case Attempt.Tried.Full(Saturation why) -> {
                    full(candidate, why, waiting);
                    return Optional.empty();
                }
            }
        }
    }

    /** What only a provider told is disregarded when everybody else had a turn; what is configured is not. */
    private void full(Candidate candidate, Saturation why, Waiting waiting) {
        if (why.limit() == Limit.TOLD && waiting.again(candidate)) {
            return;
        }
        full.add(candidate);
        if (saturated == null || saturated.left().compareTo(why.left()) > 0) {
            saturated = why;
        }
    }

    private boolean mayServe(Candidate candidate) {
        return !services.health().of(candidate.target().key()).barred() && attempt.fits(candidate);
    }

    /** Whether the same target is tried again. */
    private boolean again(Target target, Pass pass, AttemptFailure failure, int retries, boolean others) {
        return switch (RetryPolicy.decide(failure, target, retries, others, windowLeft(target))) {
            case RetryPolicy.Decision.Again(Duration pause, boolean jittered) -> {
                if (!pass.mayRetry(target.retry())) {
                    yield again(target, pass, failure, RetryPolicy.NO_MORE, others);
                }
                pause(jittered ? part(pause) : pause);
                yield true;
            }
            case RetryPolicy.Decision.Next _ -> false;
            case RetryPolicy.Decision.GiveUp _ -> throw failed(failure, target);
        };
    }

    /** Any length up to the whole, so that callers who failed together do not come back together. */
    private Duration part(Duration pause) {
        return Duration.ofNanos(services.random().nextLong(pause.toNanos() + 1));
    }

    private void pause(Duration pause) {
        try {
            services.pauses().pause(pause, hangUp);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(new Failure.Internal("interrupted between attempts"), e);
        }
    }

    private void checkStillWanted() {
        if (hangUp.happened()) {
            throw new Refused(new Failure.CallerGone("before attempt " + (attempt.made() + 1)));
        }
        if (services.nanoTime().getAsLong() - deadlineNanos >= 0) {
            throw new Refused(new Failure.DeadlinePassed(
                    "after " + attempt.made() + " attempts" + (last == null ? "" : "; the last: " + last.detail())));
        }
    }

    private Duration windowLeft(Target target) {
        long windowEnds = Math.min(beganNanos + target.retry().window().toNanos(), deadlineNanos);
        return Duration.ofNanos(Math.max(0, windowEnds - services.nanoTime().getAsLong()));
    }

    /** Remembers, of all targets that may not be tried now, the one that may be soonest. */
    private void heldBack(Target target) {
        Health.State state = services.health().of(target.key());
        Duration left = state.left().compareTo(SOON) < 0 ? SOON : state.left();
        if (heldBack == null || heldBack.retryAfter().orElse(left).compareTo(left) > 0) {
            heldBack = new Failure.NoTarget(
                    "targets_open", "target " + target.name() + ": " + state.words(), Optional.of(left));
        }
    }

    /** Nothing is left: the last failure, else the next time to come back, else why nobody could carry the request. */
    private Refused refused() {
        if (last != null && lastTarget != null) {
            return failed(last, lastTarget);
        }
        Duration open = heldBack == null ? FOREVER : heldBack.retryAfter().orElse(FOREVER);
        if (saturated != null && saturated.left().compareTo(open) <= 0) {
            String detail = "target " + saturated.target() + ": " + saturated.words();
            return new Refused(new Failure.Saturated(detail, saturated.rate(), saturated.left()));
        }
        if (heldBack != null) {
            return new Refused(heldBack);
        }
        return new Refused(
                passedOver != null ? passedOver : new Failure.NoTarget("no_target", "the plan has no candidate left"));
    }

    private Refused failed(AttemptFailure failure, Target target) {
        return new Refused(new Failure.ProviderFailed(
                failure.error().code().orElse(failure.word()),
                failure.word() + ": " + failure.detail(),
                failure.error(),
                failure.answeredStatus().orElse(0),
                failure.retryAfter(),
                target.name(),
                attempt.made()));
    }
}
