package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.AttemptOutcome;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An attempt whose end is not known yet. */
record RunningAttempt(
        int number,
        Target target,
        long inputTokens,
        Cost hold,
        Instant started,
        long startedNanos,
        List<Loss> losses,
        List<Adjustment> adjustments) {
    RunningAttempt {
        losses = Bounded.losses(losses);
        adjustments = Bounded.adjustments(adjustments);
    }

    /** As it is recorded when it is over. */
    Attempt settled(AttemptResult result, Settlement settlement, Cost cost) {
        return recorded(
                switch (result.outcome()) {
                    case SERVED -> AttemptOutcome.SERVED;
                    case BROKEN -> AttemptOutcome.BROKEN;
                    case FAILED, UNANSWERED -> AttemptOutcome.FAILED;
                    case CANCELLED, OUTRUN, UNSENT, ESCALATED, JUDGED -> AttemptOutcome.CANCELLED;
                },
                result,
                settlement,
                cost);
    }

    /** As it is recorded if nobody sees its end: charged at its hold. */
    Attempt lost() {
        AttemptResult result = new AttemptResult(
                OptionalInt.empty(),
                AttemptResult.Outcome.CANCELLED,
                Optional.empty(),
                Measured.NOTHING,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty());
        return recorded(AttemptOutcome.LOST, result, Settlement.lost(inputTokens), hold);
    }

    private Attempt recorded(AttemptOutcome outcome, AttemptResult result, Settlement settlement, Cost cost) {
        return new Attempt(
                number,
                Bounded.text(target.name(), Bounded.NAME),
                Bounded.text(target.provider().name(), Bounded.NAME),
                result.status(),
                outcome,
                Bounded.text(result.error(), Bounded.WORD),
                started,
                result.duration(),
                result.firstToken(),
                settlement.usage(),
                settlement.source(),
                cost,
                hold,
                Bounded.text(result.providerRequestId(), Bounded.ID));
    }
}
