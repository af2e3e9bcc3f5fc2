package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.wire.model.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds who goes on with an answer that broke off: the other candidates of the plan, each asked once, then the one that broke
 * off, once more. One after another's failure, so never from two threads at a time.
 */
final class Continuation {
    private static final Logger log = LoggerFactory.getLogger(Continuation.class);
    private static final int MOST_BREAKS = 2;

    private final List<Candidate> all;
    private final Attempt attempt;
    private final Telling telling;
    private final Function<Attempting, Attempts> loop;
    private final Map<String, Integer> breaks = new HashMap<>();
    private Usage used = Usage.NONE;

    /** @param loop makes the loop of attempts for one search */
    Continuation(List<Candidate> all, Attempt attempt, Telling telling, Function<Attempting, Attempts> loop) {
        this.all = all;
        this.attempt = attempt;
        this.telling = telling;
        this.loop = loop;
    }

    /** The next leg; nothing if nobody can go on. Blocks. */
    Optional<Leg> after(Leg broken, Ending.Broken how, Usage charged) {
        used = used.plus(charged);
        breaks.merge(broken.target().key(), 1, Integer::sum);
        List<Candidate> candidates = candidates(broken.target());
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        String word = Leg.word(how);
        attempt.resume(Resumption.of(broken.told(), used, broken.target().name(), word));
        try {
            loop.apply(attempt).run(candidates);
            return telling.leg();
        } catch (Refused nobody) {
            if (!(nobody.failure() instanceof Failure.CallerGone)) {
                log.info(
                        "an answer of {} that broke off ({}) was not continued: {}",
                        broken.target().name(),
                        word,
                        nobody.failure().detail());
            }
            return Optional.empty();
        }
    }

    /** Those behind the one that broke off, then those before it, then itself. */
    private List<Candidate> candidates(Target broken) {
        int at = 0;
        while (at < all.size() && !all.get(at).target().equals(broken)) {
            at++;
        }
        List<Candidate> turn = new ArrayList<>(all.size());
        for (int i = 1; i <= all.size(); i++) {
            Candidate candidate = all.get((at + i) % all.size());
            Target target = candidate.target();
            boolean asked = target.equals(broken) || target.fallbackCandidate();
            if (asked && breaks.getOrDefault(target.key(), 0) < MOST_BREAKS) {
                turn.add(candidate);
            }
        }
        return turn;
    }
}
