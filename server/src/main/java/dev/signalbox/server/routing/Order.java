package dev.signalbox.server.routing;

import java.util.List;

/** How a strategy puts lanes in the order in which they are tried. */
interface Order {
    /** As they are written. */
    Order AS_WRITTEN = lanes -> lanes;

    /** The same lanes in order; the list may be the given one. */
    List<Lane> of(List<Lane> lanes);

    /** The same without moving on: for requests that do not count as a turn. */
    default List<Lane> still(List<Lane> lanes) {
        return of(lanes);
    }
}
