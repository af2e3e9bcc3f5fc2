package dev.signalbox.server.exchange;

import dev.signalbox.wire.model.WireError;

/** How a streamed reply ended. */
public sealed interface Ending {
    /** As the provider meant it: the model stopped and the stream was complete. */
    record Complete() implements Ending {}

    /** The provider broke it: an error event, a cut, silence, garbage. The error is what the caller is told. */
    record Broken(WireError error, String detail) implements Ending {}

    /** The caller went away. */
    record CallerGone() implements Ending {}
}
