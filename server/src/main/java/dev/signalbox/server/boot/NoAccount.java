package dev.signalbox.server.boot;

import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Hold;
import dev.signalbox.server.exchange.KeptAnswer;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.model.Usage;
import java.util.List;
import java.util.Map;

/** The account of requests that nobody books: of a check beside a gateway, to which the ledger belongs. */
final class NoAccount implements Account {
    @Override
    public void caller(Caller caller) {
        // Nobody asks who it was.
    }

    @Override
    public void metadata(Map<String, String> metadata) {
        // Nor which words it came with.
    }

    @Override
    public void offer(Offer offer) {
        // Nor what for.
    }

    @Override
    public void plan(Plan plan) {
        // There is one candidate.
    }

    @Override
    public Hold hold(
            int number,
            Candidate candidate,
            long inputTokens,
            long outputBound,
            List<Loss> losses,
            List<Adjustment> adjustments) {
        return result -> result.measured().usage().orElse(Usage.NONE);
    }

    @Override
    public Reply follow(Reply reply) {
        return reply;
    }

    @Override
    public void repeated(KeptAnswer answer) {
        throw new IllegalStateException("a check is never repeated");
    }

    @Override
    public Refused fail(Throwable failure) {
        return failure instanceof Refused refused
                ? refused
                : new Refused(new Failure.Internal(failure.getClass().getSimpleName()), failure);
    }

    @Override
    public Cost cost() {
        return new Cost.Known(0);
    }
}
