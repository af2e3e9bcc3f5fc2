package dev.signalbox.server.http;

/** Why a call to a provider did not end well. The message never holds header values, queries or bodies. */
public final class HttpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean sent;

    HttpFailure(Kind kind, boolean sent, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.sent = sent;
    }

    HttpFailure(Kind kind, boolean sent, String message) {
        super(message);
        this.kind = kind;
        this.sent = sent;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether bytes of the request may have reached the provider. */
    public boolean sent() {
        return sent;
    }

    /** What went wrong. */
    public enum Kind {
        /** No connection: name, refusal, reset, proxy. */
        CONNECT,
        /** No trust or no common ground in the TLS handshake. */
        TLS,
        /** No connection in time, a free place in the pool included. */
        CONNECT_TIMEOUT,
        /** No response head in time. */
        FIRST_BYTE_TIMEOUT,
        /** No further byte of the body in time, or no whole body in time. */
        READ_TIMEOUT,
        /** The call's deadline passed. */
        DEADLINE,
        /** The provider closed the connection before the answer was complete. */
        CUT,
        /** The caller hung up, the thread was interrupted, or the response was closed. */
        CANCELLED,
        /** The body is longer than the reader takes. */
        TOO_LARGE,
        /** What came back is not HTTP. */
        PROTOCOL
    }
}
