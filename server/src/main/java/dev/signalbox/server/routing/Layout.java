package dev.signalbox.server.routing;

import dev.signalbox.server.settings.RouteSettings;
import java.util.List;

/**
 * One route of one configuration, laid out once so that a request only has to draw.
 *
 * @param selector chooses among the branches
 * @param traits what all its targets have in common
 */
record Layout(RouteSettings route, Selector selector, List<Branch> branches, Traits traits) {
    /**
     * A branch of it.
     *
     * @param lanes with their reasons, sorted by priority
     * @param order how they are ordered for one request
     */
    record Branch(String label, List<Lane> lanes, Order order) {}
}
