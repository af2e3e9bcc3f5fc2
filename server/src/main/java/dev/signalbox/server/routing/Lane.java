package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import java.util.List;

/** What stands in one place of a branch: one candidate, or a pool of them with an order of its own. */
sealed interface Lane {
    int priority();

    int weight();

    /** One target. */
    record Single(Candidate candidate) implements Lane {
        @Override
        public int priority() {
            return candidate.target().priority();
        }

        @Override
        public int weight() {
            return candidate.target().weight();
        }
    }

    /**
     * Several that take their turn in one place.
     *
     * @param name of the route that they are members of
     */
    record Pool(String name, int priority, int weight, List<Lane> members, Order order) implements Lane {
        Pool of(List<Lane> some) {
            return new Pool(name, priority, weight, some, order);
        }
    }
}
