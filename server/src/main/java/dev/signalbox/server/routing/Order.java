package dev.signalbox.server.routing;

import java.util.List;

/** How a strategy puts lanes in the order in which they are tried. */
interface Order {
    /** As they are written. */
    Order AS_WRITTEN = (lanes, _) -> lanes;

    /** The same lanes in order for this request; the list may be the given one. */
    List<Lane> of(List<Lane> lanes, Demand demand);

    /** The same without moving on: for requests that do not count as a turn. */
    default List<Lane> still(List<Lane> lanes, Demand demand) {
        return of(lanes, demand);
    }
}
