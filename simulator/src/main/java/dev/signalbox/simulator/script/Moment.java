package dev.signalbox.simulator.script;

/** How far a reply comes before something happens to it. */
public sealed interface Moment {
    /** Not one byte is sent. */
    record BeforeHead() implements Moment {}

    /** Status and headers are sent, nothing of the body. */
    record AfterHead() implements Moment {}

    /** So many events of the stream are sent; of a whole answer: half of its body. */
    record AfterEvents(int events) implements Moment {
        public AfterEvents {
            if (events < 1) {
                throw new IllegalArgumentException("events: " + events + " (expected: 1 or more)");
            }
        }
    }

    static Moment beforeHead() {
        return new BeforeHead();
    }

    static Moment afterHead() {
        return new AfterHead();
    }

    static Moment afterEvents(int events) {
        return new AfterEvents(events);
    }
}
