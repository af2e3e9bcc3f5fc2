package dev.signalbox.simulator.dialect;

import org.jspecify.annotations.Nullable;

/** The headers of a request; names are matched without regard to case. */
public interface Head {
    /** The first value; null where the header is missing. */
    @Nullable
    String get(String name);
}
