package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Candidate;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The candidates of one exchange that were not tried yet. One that is held back comes once more, after all others. */
final class Waiting {
    private final Deque<Candidate> line;
    private final Set<Candidate> held = Collections.newSetFromMap(new IdentityHashMap<>());

    Waiting(List<Candidate> candidates) {
        this.line = new ArrayDeque<>(candidates);
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    Candidate next() {
        return line.remove();
    }

    /** Whether the request has nobody to go to but this one: all others had their turn, or are held back like it. */
    boolean nothingElse(Candidate candidate) {
        return line.isEmpty() || held.contains(candidate);
    }

    /** Lets a candidate come once more; not one that takes no traffic of others. */
    boolean again(Candidate candidate) {
        if (!candidate.target().fallbackCandidate() && !line.isEmpty()) {
            return false;
        }
        held.add(candidate);
        line.add(candidate);
        return true;
    }

    boolean anyMatch(Predicate<Candidate> condition) {
        return line.stream().anyMatch(condition);
    }
}
