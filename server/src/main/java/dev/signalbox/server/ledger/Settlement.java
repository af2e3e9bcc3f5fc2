package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.AttemptResult.Outcome;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.store.UsageSource;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.wire.model.Usage;
import java.util.Optional;

/**
 * What an attempt used.
 *
 * <p>What the provider reported counts as it is when the model had stopped. A report from the middle of an answer (Anthropic
 * tells the input when it begins) counts for the input, and for the output unless what was relayed is more than it tells.
 * Without a report, or with one that counts nothing of an answer that said something, it is estimated by what was relayed. A failed attempt of which neither a report nor a byte came
 * used nothing; one that the caller gave up, that was not answered in time, or that another one outran, is billed for its
 * input, for the provider was at work.
 */
record Settlement(Usage usage, UsageSource source) {
    /** More tokens than any model takes: such a report is not believed. */
    private static final long UNBELIEVABLE = 1_000_000_000;

    private static final Settlement NOTHING = new Settlement(Usage.NONE, UsageSource.NONE);

    static Settlement of(AttemptResult result, long inputTokens) {
        Measured measured = result.measured();
        Optional<Usage> reported = measured.usage().filter(usage -> isBelievable(usage, measured.contentBytes()));
        if (reported.isPresent()) {
            return result.outcome() == Outcome.SERVED || !measured.stop().isEmpty()
                    ? new Settlement(reported.get(), UsageSource.REPORTED)
                    : combined(reported.get(), TokenEstimate.output(measured.contentBytes()));
        }
        return used(result) ? estimated(inputTokens, measured.contentBytes()) : NOTHING;
    }

    /** What is assumed of an attempt whose end nobody saw. */
    static Settlement lost(long inputTokens) {
        return estimated(inputTokens, 0);
    }

    private static boolean used(AttemptResult result) {
        return switch (result.outcome()) {
            case SERVED, BROKEN, CANCELLED, UNANSWERED, OUTRUN, ESCALATED -> true;
            case UNSENT -> false;
            case FAILED, JUDGED ->
                result.measured().contentBytes() > 0
                        || (result.status().isPresent() && result.status().getAsInt() / 100 == 2);
        };
    }

    private static Settlement combined(Usage reported, long relayed) {
        if (reported.output() >= relayed) {
            return new Settlement(reported, UsageSource.REPORTED);
        }
        Usage usage = new Usage(
                reported.inputUncached(),
                reported.cacheRead(),
                reported.cacheWrite5m(),
                reported.cacheWrite1h(),
                relayed,
                reported.reasoning());
        return new Settlement(usage, UsageSource.ESTIMATED);
    }

    private static Settlement estimated(long inputTokens, long contentBytes) {
        return new Settlement(
                new Usage(inputTokens, 0, 0, 0, TokenEstimate.output(contentBytes), 0), UsageSource.ESTIMATED);
    }

    private static boolean isBelievable(Usage usage, long contentBytes) {
        boolean forgotten = usage.total() == 0 && contentBytes > 0;
        return !forgotten
                && Math.max(
                                Math.max(usage.inputUncached(), usage.cacheRead()),
                                Math.max(Math.max(usage.cacheWrite5m(), usage.cacheWrite1h()), usage.output()))
                        <= UNBELIEVABLE;
    }
}
