package dev.signalbox.server.http;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One request to a provider.
 *
 * @param method upper case
 * @param uri absolute, http or https; path and query are sent as they stand
 * @param headers fields to send; those of connection and framing, and {@code host}, are the transport's own and left out
 * @param body the whole body; must not be changed afterwards
 * @param connectTimeout until the connection stands, waiting for a place in the pool included
 * @param firstByte from the sent request to the response head
 * @param betweenBytes between two pieces of the body, while it is not paused
 * @param deadlineNanos when everything must be over, as {@link System#nanoTime()}
 * @param loop where the connection lives and the body arrives: a loop of the client's own runtime
 * @param address where the connection goes instead of asking for the host's address; the host is still who must answer
 */
public record HttpCall(
        String method,
        URI uri,
        Headers headers,
        byte[] body,
        Duration connectTimeout,
        Duration firstByte,
        Duration betweenBytes,
        long deadlineNanos,
        EventLoop loop,
        Optional<InetAddress> address) {
    /** Rejects what cannot be sent. */
    public HttpCall {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    "uri: " + scheme + "://" + uri.getHost() + " (expected: http://host/path or https://host/path)");
        }
    }

    /** A request to wherever the host is found. */
    public HttpCall(
            String method,
            URI uri,
            Headers headers,
            byte[] body,
            Duration connectTimeout,
            Duration firstByte,
            Duration betweenBytes,
            long deadlineNanos,
            EventLoop loop) {
        this(
                method,
                uri,
                headers,
                body,
                connectTimeout,
                firstByte,
                betweenBytes,
                deadlineNanos,
                loop,
                Optional.empty());
    }

    Origin origin() {
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        String host = uri.getHost();
        return new Origin(secure, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, address);
    }

    String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Where the call goes, without path and query, which may hold what must not be logged. */
    @Override
    public String toString() {
        return "HttpCall[" + method + " " + origin() + ", " + body.length + " bytes]";
    }
}
