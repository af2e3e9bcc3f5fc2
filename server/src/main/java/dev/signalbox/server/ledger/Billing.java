package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.AttemptOutcome;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.UsageSource;
import dev.signalbox.wire.model.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * Which attempts of an exchange its caller is billed: those of which it got a part of the answer, several if one went on where
 * another broke off, and the one that it left, or that was running at the end. Works out every entry, so without streams.
 */
final class Billing {
    private final List<Attempt> attempts;
    private final boolean[] billed;

    private Billing(List<Attempt> attempts, boolean[] billed) {
        this.attempts = attempts;
        this.billed = billed;
    }

    /** By these attempts in their order, if the exchange ends so. */
    static Billing of(List<Attempt> attempts, EndedAs endedAs) {
        boolean[] billed = new boolean[attempts.size()];
        int last = last(attempts, left(endedAs));
        for (int i = 0; i < billed.length; i++) {
            billed[i] = i == last || answered(attempts.get(i));
        }
        return new Billing(attempts, billed);
    }

    private static AttemptOutcome left(EndedAs endedAs) {
        return switch (endedAs) {
            case CALLER_GONE -> AttemptOutcome.CANCELLED;
            case LOST -> AttemptOutcome.LOST;
            case COMPLETE, BROKEN, REFUSED -> AttemptOutcome.SERVED;
        };
    }

    private static int last(List<Attempt> attempts, AttemptOutcome outcome) {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Attempt attempt = attempts.get(i);
            if (attempt.outcome() == outcome && forCaller(attempt) && !outrun(attempt)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the caller's request was sent; before that somebody may have been asked where to send it. */
    private static boolean forCaller(Attempt attempt) {
        return attempt.number() > 0;
    }

    private static boolean answered(Attempt attempt) {
        AttemptOutcome outcome = attempt.outcome();
        return forCaller(attempt) && (outcome == AttemptOutcome.SERVED || outcome == AttemptOutcome.BROKEN);
    }

    /** An attempt that was only a hedge, was not good enough, or judged another one, is nobody's answer. */
    private static boolean outrun(Attempt attempt) {
        String word = attempt.error().orElse("");
        return word.equals(AttemptResult.HEDGED)
                || word.startsWith(AttemptResult.ESCALATED)
                || word.startsWith(AttemptResult.JUDGE);
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /** The place of the attempt that the entry names: the last that is billed, else the last for the caller; -1 if none was. */
    int shown() {
        int tried = -1;
        for (int i = attempts.size() - 1; i >= 0; i--) {
            if (billed[i]) {
                return i;
            }
            if (tried < 0 && forCaller(attempts.get(i))) {
                tried = i;
            }
        }
        return tried;
    }

    /** What it comes to. */
    Entry.Bill bill() {
        List<Cost> costs = new ArrayList<>(1);
        List<Cost> wasted = new ArrayList<>(0);
        Usage usage = Usage.NONE;
        UsageSource source = UsageSource.NONE;
        for (int i = 0; i < billed.length; i++) {
            Attempt attempt = attempts.get(i);
            if (billed[i]) {
                costs.add(attempt.cost());
                usage = usage.plus(attempt.usage());
                source = weaker(source, attempt.source());
            } else {
                wasted.add(attempt.cost());
            }
        }
        return new Entry.Bill(usage, source, Money.sum(costs), Money.sum(wasted));
    }

    /** A sum of which a part is an estimate is one. */
    private static UsageSource weaker(UsageSource one, UsageSource other) {
        if (one == UsageSource.ESTIMATED || other == UsageSource.ESTIMATED) {
            return UsageSource.ESTIMATED;
        }
        return one == UsageSource.REPORTED ? one : other;
    }
}
