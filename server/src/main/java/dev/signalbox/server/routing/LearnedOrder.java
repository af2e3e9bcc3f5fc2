package dev.signalbox.server.routing;

import java.util.List;

/** The order that a judgement of the prompt gives; made once a request, and only then. */
enum LearnedOrder implements Order {
    BY_JUDGEMENT;

    @Override
    public List<Lane> of(List<Lane> lanes, Demand demand) {
        return demand.deciding().map(deciding -> deciding.order(lanes, false)).orElse(lanes);
    }

    /** So are those ordered that are only a last resort. */
    @Override
    public List<Lane> still(List<Lane> lanes, Demand demand) {
        return demand.deciding().map(deciding -> deciding.order(lanes, true)).orElse(lanes);
    }
}
