package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Pass;
import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.settings.HedgeSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts of which one that is late is joined by a second one at another candidate. The first with content is the answer;
 * the other one is cancelled and recorded, and its target is not blamed. An exchange has one second attempt at most.
 */
final class Hedging implements Attempting {
    private static final Logger log = LoggerFactory.getLogger(Hedging.class);

    private final Attempt attempt;
    private final Around around;
    private final List<Candidate> candidates;
    private final AtomicInteger made;
    private final Set<String> tried = new HashSet<>();
    private boolean spent;

    /**
     * What hedging works with.
     *
     * @param route whose requests these are
     * @param known what is known of that route
     * @param rivals make attempts that share nothing with the first but the count of them
     */
    record Around(
            Exchange exchange,
            String route,
            HedgeSettings rules,
            Hedges.OfRoute known,
            Health health,
            HedgeObserver observer,
            LongSupplier nanoTime,
            Function<Lane, Attempt> rivals) {
        boolean streams() {
            return exchange.envelope().stream();
        }
    }

    /** @param made counts the attempts of the exchange */
    Hedging(Attempt attempt, Around around, List<Candidate> candidates, AtomicInteger made) {
        this.attempt = attempt;
        this.around = around;
        this.candidates = candidates;
        this.made = made;
        around.known.requested(around.rules);
    }

    @Override
    public Attempt.Tried at(Candidate candidate, Pass pass, boolean nothingElse) {
        tried.add(candidate.target().key());
        Race race = new Race(around.exchange.hangUp(), made);
        long began = around.nanoTime.getAsLong();
        Optional<EventLoop.Timer> timer = timer(race);
        Attempt.Tried first;
        try {
            first = attempt.at(candidate, pass, race.first(), nothingElse);
        } catch (RuntimeException e) {
            race.endSecond();
            throw e;
        } finally {
            timer.ifPresent(EventLoop.Timer::cancel);
        }
        if (first instanceof Attempt.Tried.Answered || first instanceof Attempt.Tried.Outrun) {
            around.known.took(around.streams(), around.nanoTime.getAsLong() - began);
        }
        return decided(candidate, first, race);
    }

    private Optional<EventLoop.Timer> timer(Race race) {
        return spent
                ? Optional.empty()
                : around.known
                        .late(around.rules, around.streams())
                        .map(time -> around.exchange.loop().schedule(time, () -> race.start(() -> second(race))));
    }

    /** What the two bring together; the second has ended when this returns, unless it is the answer. */
    private Attempt.Tried decided(Candidate candidate, Attempt.Tried first, Race race) {
        return switch (first) {
            case Attempt.Tried.Answered _ -> {
                race.endSecond();
                yield first;
            }
            case Attempt.Tried.PassedOver _, Attempt.Tried.Full _ -> secondOr(first, race);
            case Attempt.Tried.Outrun _ -> {
                Attempt.Tried winner = race.awaitSecond();
                if (winner == null) {
                    throw new IllegalStateException("the attempt that was faster brought nothing");
                }
                yield winner;
            }
            case Attempt.Tried.Failed(AttemptFailure failure) -> {
                if (!RetryPolicy.mayFallBack(failure, candidate.target()) && !race.secondWon()) {
                    race.endSecond();
                    yield first;
                }
                yield secondOr(first, race);
            }
        };
    }

    /** The first was not sent, or failed: what the second brings is paid, so it is not thrown away. */
    private static Attempt.Tried secondOr(Attempt.Tried first, Race race) {
        return race.awaitSecond() instanceof Attempt.Tried.Answered answered ? answered : first;
    }

    /** Makes the second attempt, in its own thread. */
    private Attempt.@Nullable Tried second(Race race) {
        Attempt rival = around.rivals.apply(race.second());
        Optional<Candidate> other = candidates.stream()
                .filter(candidate -> mayTake(candidate, rival))
                .findFirst();
        if (other.isEmpty()) {
            return told("nowhere", null);
        }
        if (!around.known.take()) {
            return told("capped", null);
        }
        Optional<Pass> entered = around.health.enter(
                other.get().target().key(), other.get().target().breaker(), false);
        if (entered.isEmpty()) {
            return told("nowhere", null);
        }
        spent = true;
        try (Pass pass = entered.get()) {
            Attempt.Tried second = rival.at(other.get(), pass, race.second(), false);
            return told(word(second), second);
        } catch (Refused refused) {
            // The caller left, or nothing can be recorded: the first attempt finds that out by itself.
            return told("failed", null);
        } catch (RuntimeException e) {
            log.error("request {}: the second attempt could not be made", around.exchange.id(), e);
            return told("failed", null);
        }
    }

    private Attempt.@Nullable Tried told(String outcome, Attempt.@Nullable Tried second) {
        around.observer.hedged(around.route, outcome);
        return second;
    }

    private static String word(Attempt.Tried second) {
        return switch (second) {
            case Attempt.Tried.Answered _ -> "won";
            case Attempt.Tried.Outrun _ -> "lost";
            case Attempt.Tried.Failed _, Attempt.Tried.PassedOver _ -> "failed";
            case Attempt.Tried.Full _ -> "nowhere";
        };
    }

    private boolean mayTake(Candidate candidate, Attempt rival) {
        String key = candidate.target().key();
        return candidate.target().fallbackCandidate()
                && !tried.contains(key)
                && around.health.of(key).standing() == Health.Standing.HEALTHY
                && rival.fits(candidate);
    }

    @Override
    public boolean fits(Candidate candidate) {
        return attempt.fits(candidate);
    }

    @Override
    public void keptFrom(Candidate candidate, Health.State state) {
        attempt.keptFrom(candidate, state);
    }

    @Override
    public Optional<Candidate> inLine(List<Candidate> full) {
        return attempt.inLine(full);
    }

    @Override
    public void leaveLine() {
        attempt.leaveLine();
    }

    @Override
    public int made() {
        return attempt.made();
    }
}
