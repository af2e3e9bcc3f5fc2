package dev.signalbox.server.edge;

import dev.signalbox.wire.sse.SseEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** How the events of one streamed answer stand in its body. Serves one answer. */
sealed interface Framing {
    /** The content type of the body. */
    String contentType();

    /** The bytes for this event; may be none. */
    byte[] frame(SseEvent event);

    /** The bytes behind the last event; may be none. */
    byte[] end();

    /** What can be sent while nothing else is, without meaning anything; none where the form has no such thing. */
    byte[] comment();

    /** The body of an error that comes instead of a stream. */
    byte[] refusal(byte[] error);

    /** As server-sent events, just as they are. */
    record Events() implements Framing {
        private static final byte[] NOTHING = {};

        /** Clients skip lines that begin with a colon. */
        private static final String COMMENT = ": keep-alive\n\n";

        @Override
        public byte[] comment() {
            return COMMENT.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String contentType() {
            return "text/event-stream; charset=utf-8";
        }

        @Override
        public byte[] frame(SseEvent event) {
            return event.raw();
        }

        @Override
        public byte[] end() {
            return NOTHING;
        }

        @Override
        public byte[] refusal(byte[] error) {
            return error;
        }
    }

    /** As one JSON array that grows, as Google answers where {@code alt=sse} is not asked for. */
    final class Array implements Framing {
        private static final byte[] OPEN = bytes("[");
        private static final byte[] NEXT = bytes(",\r\n");
        private static final byte[] CLOSE = bytes("]");
        private static final byte[] NOTHING = {};

        private boolean begun;

        @Override
        public String contentType() {
            return "application/json; charset=utf-8";
        }

        @Override
        public byte[] frame(SseEvent event) {
            return event.isEmpty() ? NOTHING : joined(opening(), event.data());
        }

        @Override
        public byte[] comment() {
            return NOTHING;
        }

        @Override
        public byte[] end() {
            return begun ? CLOSE : joined(OPEN, CLOSE);
        }

        @Override
        public byte[] refusal(byte[] error) {
            return joined(joined(OPEN, error), CLOSE);
        }

        private byte[] opening() {
            byte[] opening = begun ? NEXT : OPEN;
            begun = true;
            return opening;
        }

        private static byte[] joined(byte[] one, byte[] other) {
            ByteArrayOutputStream both = new ByteArrayOutputStream(one.length + other.length);
            both.writeBytes(one);
            both.writeBytes(other);
            return both.toByteArray();
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
