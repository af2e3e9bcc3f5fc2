package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Each candidate in its turn; behind the first stand the others in the order in which they would follow. */
final class Turns implements Order {
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public List<Candidate> of(List<Candidate> candidates) {
        return from(candidates, turn.getAndIncrement());
    }

    @Override
    public List<Candidate> still(List<Candidate> candidates) {
        return from(candidates, turn.get());
    }

    private static List<Candidate> from(List<Candidate> candidates, int turn) {
        if (candidates.size() < 2) {
            return candidates;
        }
        List<Candidate> order = new ArrayList<>(candidates);
        Collections.rotate(order, -Math.floorMod(turn, candidates.size()));
        return order;
    }
}
