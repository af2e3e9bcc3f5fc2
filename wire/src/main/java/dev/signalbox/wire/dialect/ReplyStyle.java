package dev.signalbox.wire.dialect;

/**
 * How a caller wants its answer written.
 *
 * @param usageInStream whether a stream tells its usage
 * @param thoughts whether the model's readable reasoning is told, in dialects where callers ask for it
 * @param strict whether fields that the dialect's owner does not have are hidden
 * @param createdSeconds time for dialects that stamp answers, where the provider gave none: seconds since 1970
 */
public record ReplyStyle(boolean usageInStream, boolean thoughts, boolean strict, long createdSeconds) {
    /** With the model's reasoning. */
    public ReplyStyle(boolean usageInStream, boolean strict, long createdSeconds) {
        this(usageInStream, true, strict, createdSeconds);
    }
}
