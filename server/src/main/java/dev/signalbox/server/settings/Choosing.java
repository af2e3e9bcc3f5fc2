package dev.signalbox.server.settings;

/** How a route chooses, for one request, among its branches. Each strategy that has branches has a form of its own. */
public sealed interface Choosing {
    /** There is one branch. */
    record Plain() implements Choosing {}

    static Choosing plain() {
        return new Plain();
    }
}
