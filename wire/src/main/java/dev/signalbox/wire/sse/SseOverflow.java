package dev.signalbox.wire.sse;

/** An event that grew past the limit of the parser. */
public final class SseOverflow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SseOverflow(int limit) {
        super("event of the stream: more than " + limit + " bytes (expected: at most " + limit + ")");
    }
}
