package dev.signalbox.server.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One complete request as it arrived. Immutable; the body's bytes are shared and must not be changed. */
public final class HttpRequest {
    private static final byte[] NO_BODY = new byte[0];

    private final String method;
    private final String path;
    private final String queryText;
    private final Map<String, String> variables;
    private final Headers headers;
    private final byte[] body;
    private final String remoteAddress;
    private final long arrivedNanos;
    private final HangUp hangUp;
    private final EventLoop loop;

    private HttpRequest(Builder builder, EventLoop loop) {
        method = builder.method;
        int mark = builder.target.indexOf('?');
        path = mark < 0 ? builder.target : builder.target.substring(0, mark);
        queryText = mark < 0 ? "" : builder.target.substring(mark + 1);
        variables = builder.variables;
        headers = builder.headers;
        body = builder.body;
        remoteAddress = builder.remoteAddress;
        arrivedNanos = builder.arrivedNanos;
        hangUp = builder.hangUp;
        this.loop = loop;
    }

    /**
     * Starts a request with neither fields nor body.
     *
     * @param method as on the wire, upper case
     * @param target raw path, with the query if there is one
     */
    public static Builder builder(String method, String target) {
        return new Builder(method, target);
    }

    /** The method as it arrived, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The path as it arrived: not decoded, without the query. */
    public String path() {
        return path;
    }

    /** The decoded parts of the path between its raw slashes; {@code /v1/a%2Fb} gives {@code v1} and {@code a/b}. */
    public List<String> pathSegments() {
        return Arrays.stream((path.startsWith("/") ? path.substring(1) : path).split("/", -1))
                .map(PercentText::decode)
                .toList();
    }

    /** The decoded value of a variable of the endpoint's path pattern. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** The decoded value of the first query parameter with this name (names with regard to case). */
    public Optional<String> query(String name) {
        for (String pair : queryText.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (PercentText.decodeQuery(key).equals(name) && !pair.isEmpty()) {
                return Optional.of(equals < 0 ? "" : PercentText.decodeQuery(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    /** Whether everything that is percent-encoded in the address can be decoded. */
    boolean isDecodable() {
        return PercentText.wellFormed(path) && PercentText.wellFormed(queryText);
    }

    public Headers headers() {
        return headers;
    }

    /** The whole body; empty if there is none. */
    public byte[] body() {
        return body;
    }

    /** The address of the peer: host and port of the connection, not of any forwarding header. */
    public String remoteAddress() {
        return remoteAddress;
    }

    /** When the head was read, as {@link System#nanoTime()}. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    public HangUp hangUp() {
        return hangUp;
    }

    /** The loop of the caller's connection: what goes back to the caller is cheapest from there. */
    public EventLoop loop() {
        return loop;
    }

    /** Method and length only: path and query may hold what must not be logged. */
    @Override
    public String toString() {
        return "HttpRequest[" + method + ", " + body.length + " bytes]";
    }

    /** Puts a request together; the server does, and tests may. */
    public static final class Builder {
        private final String method;
        private final String target;
        private Map<String, String> variables = Map.of();
        private Headers headers = Headers.empty();
        private byte[] body = NO_BODY;
        private String remoteAddress = "";
        private long arrivedNanos = System.nanoTime();
        private HangUp hangUp = HangUp.never();

        private Builder(String method, String target) {
            this.method = method;
            this.target = target;
        }

        public Builder variables(Map<String, String> value) {
            variables = Map.copyOf(value);
            return this;
        }

        public Builder headers(Headers value) {
            headers = value;
            return this;
        }

        public Builder body(byte[] value) {
            body = value;
            return this;
        }

        public Builder remoteAddress(String value) {
            remoteAddress = value;
            return this;
        }

        public Builder arrivedNanos(long value) {
            arrivedNanos = value;
            return this;
        }

        public Builder hangUp(HangUp value) {
            hangUp = value;
            return this;
        }

        /** The finished request, served by this loop. */
        public HttpRequest build(EventLoop loop) {
            return new HttpRequest(this, loop);
        }
    }
}
