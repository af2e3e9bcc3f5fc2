package dev.signalbox.server.dispatch;

import dev.signalbox.server.http.HangUp;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** The way of one attempt, which may run beside another one. */
interface Lane {
    /** Tells that nobody waits for this attempt any more. */
    HangUp hangUp();

    /** The number of the attempt that is about to be sent; none if another one has won already. */
    OptionalInt begin();

    /** Whether this attempt, whose first content is here, is the answer. */
    boolean win();

    /** Whether another attempt is the answer. */
    boolean lost();

    /** The way of an attempt that runs alone. */
    static Lane alone(HangUp hangUp, AtomicInteger made) {
        return new Lane() {
            @Override
            public HangUp hangUp() {
                return hangUp;
            }

            @Override
            public OptionalInt begin() {
                return OptionalInt.of(made.incrementAndGet());
            }

            @Override
            public boolean win() {
                return true;
            }

            @Override
            public boolean lost() {
                return false;
            }
        };
    }
}
