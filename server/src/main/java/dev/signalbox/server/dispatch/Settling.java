package dev.signalbox.server.dispatch;

import dev.signalbox.server.dispatch.Attempt.Tried;
import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.AttemptResult.Outcome;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.HttpFailure;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Ends those attempts of one exchange of which its caller gets nothing: each settles its own hold. */
final class Settling {
    private final LongSupplier nanoTime;
    private final FailureReading failures;
    private final Entrance entrance;
    private final AtomicInteger made;

    Settling(LongSupplier nanoTime, FailureReading failures, Entrance entrance, AtomicInteger made) {
        this.nanoTime = nanoTime;
        this.failures = failures;
        this.entrance = entrance;
        this.made = made;
    }

    /** The connection failed. */
    Tried broken(Running running, HttpFailure failure) {
        return failure.kind() == HttpFailure.Kind.CANCELLED
                ? abandoned(running, Measured.NOTHING, failure.sent())
                : failed(running, failures.broken(running.target(), failure, Optional.empty()), Measured.NOTHING);
    }

    /** The provider had begun its answer: it worked for us and will bill it, so the ledger is told its status. */
    Tried brokenInside(Running running, HttpFailure failure, int status, Optional<String> requestId) {
        return failure.kind() == HttpFailure.Kind.CANCELLED
                ? abandoned(running, Measured.NOTHING, true)
                : failed(
                        running,
                        failures.broken(running.target(), failure, requestId),
                        Measured.NOTHING,
                        OptionalInt.of(status));
    }

    /** Nobody waits for it any more: another attempt is the answer, or the caller is gone. */
    Tried abandoned(Running running, Measured measured, boolean sent) {
        if (running.lane().lost()) {
            return outrun(running, sent ? Outcome.OUTRUN : Outcome.UNSENT, measured);
        }
        running.settle(
                nanoTime.getAsLong(),
                OptionalInt.empty(),
                Outcome.CANCELLED,
                Optional.of("caller_gone"),
                measured,
                Optional.empty());
        throw new Refused(new Failure.CallerGone("during attempt " + made.get()));
    }

    /** Its target did nothing wrong, so its health hears nothing of it. */
    Tried outrun(Running running, Outcome outcome, Measured measured) {
        running.settle(
                nanoTime.getAsLong(),
                OptionalInt.empty(),
                outcome,
                Optional.of(AttemptResult.HEDGED),
                measured,
                Optional.empty());
        return new Tried.Outrun();
    }

    /** Its target is told, and so is the ledger. */
    Tried failed(Running running, AttemptFailure failure, Measured measured) {
        return failed(running, failure, measured, failure.answeredStatus());
    }

    private Tried failed(Running running, AttemptFailure failure, Measured measured, OptionalInt status) {
        running.pass().failed(failure.fault());
        entrance.heed(running.target(), failure);
        running.settle(
                nanoTime.getAsLong(),
                status,
                failure.unanswered() ? Outcome.UNANSWERED : Outcome.FAILED,
                Optional.of(failure.word()),
                measured,
                failure.providerRequestId());
        return running.rest() == null
                ? new Tried.Failed(failure)
                : new Tried.PassedOver(Resumption.notContinued(failure.detail()));
    }
}
