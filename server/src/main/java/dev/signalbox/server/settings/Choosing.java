package dev.signalbox.server.settings;

import java.util.List;

/** How a route chooses, for one request, among its branches. Each strategy that has branches has a form of its own. */
public sealed interface Choosing {
    /** There is one branch. */
    record Plain() implements Choosing {}

    /**
     * By what kind of work is asked for. Branches are labelled with the names of tasks.
     *
     * @param patterns the first that fits a request names its task
     */
    record Tasks(List<TaskPattern> patterns) implements Choosing {
        /** Takes a defensive copy. */
        public Tasks {
            patterns = List.copyOf(patterns);
        }
    }

    /** By how much of a model a request needs. Branches are labelled with the words of tiers, the lowest first. */
    record Tiers() implements Choosing {}

    static Choosing plain() {
        return new Plain();
    }
}
