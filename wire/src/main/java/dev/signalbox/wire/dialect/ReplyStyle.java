package dev.signalbox.wire.dialect;

/**
 * How a caller wants its answer written.
 *
 * @param usageInStream whether a stream tells its usage
 * @param strict whether fields that the dialect's owner does not have are hidden
 * @param createdSeconds time for dialects that stamp answers, where the provider gave none: seconds since 1970
 */
public record ReplyStyle(boolean usageInStream, boolean strict, long createdSeconds) {}
