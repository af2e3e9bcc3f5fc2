package dev.signalbox.server.ceilings;

import java.time.Duration;

/** Hears of what becomes of requests before full targets. Called under a lock or on an event loop, so it must not block. */
public interface CeilingObserver {
    /** Nobody listens. */
    CeilingObserver NONE = new CeilingObserver() {};

    /** The requests of this model are counted from now on. */
    default void model(Ceilings ceilings, String name) {}

    /** The requests of this provider are counted from now on. */
    default void provider(Ceilings ceilings, String name) {}

    /** A request was not sent to this model. */
    default void saturated(String model, Limit limit) {}

    /** The provider of this model refused an attempt and asked to be left alone for so long. */
    default void askedForPatience(String model, Duration time) {}

    /** A request waited before this model, and got its place or did not. */
    default void waited(String model, Waited how, Duration time) {}

    /** How waiting ended. */
    enum Waited {
        /** With a place. */
        SERVED,
        /** Without one in time. */
        LATE,
        /** The caller left. */
        LEFT
    }
}
