package dev.signalbox.simulator.dialect;

import org.jspecify.annotations.Nullable;

/** What stands before the body of a request. */
public interface Head {
    /** The first value of a header, whose name is matched without regard to case; null where it is missing. */
    @Nullable
    String get(String name);

    /** The first value of a parameter of the address; null where it is missing. */
    @Nullable
    String parameter(String name);
}
