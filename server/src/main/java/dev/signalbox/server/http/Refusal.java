package dev.signalbox.server.http;

import java.util.Locale;

/** Why the server refuses a request by itself. */
public enum Refusal {
    MALFORMED_REQUEST(400, "The request is not well-formed HTTP."),
    NOT_FOUND(404, "There is nothing at this path."),
    METHOD_NOT_ALLOWED(405, "This path does not take this method."),
    REQUEST_TIMEOUT(408, "The request did not arrive in time."),
    REQUEST_TOO_LARGE(413, "The request body is too large."),
    UNSUPPORTED_ENCODING(415, "This content encoding is not supported; send the body as it is."),
    EXPECTATION_FAILED(417, "This expectation cannot be met."),
    HEADERS_TOO_LARGE(431, "The header fields are too large."),
    INTERNAL_ERROR(500, "The gateway failed to answer."),
    OVERLOADED(503, "Too many request bodies are being held; try again shortly."),
    DRAINING(503, "The gateway is shutting down; try again on another connection.");

    private final int status;
    private final String message;

    Refusal(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable name, in lower case with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One sentence for the caller. */
    public String message() {
        return message;
    }
}
