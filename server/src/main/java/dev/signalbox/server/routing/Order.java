package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import java.util.List;

/** How a strategy puts candidates in the order in which they are tried. */
interface Order {
    /** The same candidates in order; the list may be the given one. */
    List<Candidate> of(List<Candidate> candidates);

    /** The same without moving on: for requests that do not count as a turn. */
    default List<Candidate> still(List<Candidate> candidates) {
        return of(candidates);
    }
}
