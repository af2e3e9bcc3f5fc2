package dev.signalbox.server.http;

/** What the server says when it refuses a request by itself. Called on an event loop: short, and never blocking. */
@FunctionalInterface
public interface Rejections {
    /**
     * The words of one refusal.
     *
     * @param head the request without its body; for a head that could not be read, method and path are what is known of
     *     them
     * @param status the HTTP status that will be sent
     * @param code a stable name of the reason, one of those in {@link Refusal}
     * @param message one sentence for the caller
     */
    Rejection reject(HttpRequest head, int status, String code, String message);

    /** A refusal as it is sent: the fields (content type at least) and the body. */
    record Rejection(Headers headers, byte[] body) {}
}
