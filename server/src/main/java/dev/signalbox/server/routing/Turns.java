package dev.signalbox.server.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Each lane in its turn; behind the first stand the others in the order in which they would follow. */
final class Turns implements Order {
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public List<Lane> of(List<Lane> lanes, Demand demand) {
        return from(lanes, turn.getAndIncrement());
    }

    @Override
    public List<Lane> still(List<Lane> lanes, Demand demand) {
        return from(lanes, turn.get());
    }

    private static List<Lane> from(List<Lane> lanes, int turn) {
        if (lanes.size() < 2) {
            return lanes;
        }
        int first = Math.floorMod(turn, lanes.size());
        List<Lane> order = new ArrayList<>(lanes.size());
        order.addAll(lanes.subList(first, lanes.size()));
        order.addAll(lanes.subList(0, first));
        return order;
    }
}
