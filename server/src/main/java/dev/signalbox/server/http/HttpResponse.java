package dev.signalbox.server.http;

/** Answers one request, once, from any thread. An answer to a caller that is gone is dropped in silence. */
public interface HttpResponse {
    /**
     * Answers with everything at once. The bytes must not be changed afterwards.
     *
     * @throws IllegalStateException if an answer has begun
     */
    void whole(int status, Headers headers, byte[] body);

    /**
     * Begins an answer whose body follows in pieces; the head leaves with the first piece or at the end.
     *
     * @throws IllegalStateException if an answer has begun
     */
    StreamingBody stream(int status, Headers headers);

    /** Whether an answer has begun. */
    boolean begun();
}
