package dev.signalbox.wire.dialect;

import java.util.Optional;

/**
 * How a caller wants its answer written.
 *
 * @param usageInStream whether a stream tells its usage
 * @param thoughts whether the model's readable reasoning is told, in dialects where callers ask for it
 * @param strict whether fields that the dialect's owner does not have are hidden
 * @param createdSeconds time for dialects that stamp answers, where the provider gave none: seconds since 1970
 * @param asked the request, for dialects whose answers repeat what was asked
 */
public record ReplyStyle(
        boolean usageInStream, boolean thoughts, boolean strict, long createdSeconds, Optional<Envelope> asked) {
    /** For dialects whose answers do not repeat what was asked. */
    public ReplyStyle(boolean usageInStream, boolean thoughts, boolean strict, long createdSeconds) {
        this(usageInStream, thoughts, strict, createdSeconds, Optional.empty());
    }

    /** With the model's reasoning. */
    public ReplyStyle(boolean usageInStream, boolean strict, long createdSeconds) {
        this(usageInStream, true, strict, createdSeconds);
    }

    /** The same style, for the answer to this request. */
    public ReplyStyle withAsked(Envelope request) {
        return new ReplyStyle(usageInStream, thoughts, strict, createdSeconds, Optional.of(request));
    }
}
