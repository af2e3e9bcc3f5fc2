package dev.signalbox.server.http;

import io.vertx.core.MultiMap;

/** Header fields in Vert.x's shape. */
final class VertxHeaders {
    private VertxHeaders() {}

    /** Fields that a parser of HTTP has read; the pseudo fields of HTTP/2 are left out. */
    static Headers from(MultiMap received) {
        Headers.Builder builder = Headers.builder();
        received.forEach((name, value) -> {
            if (!name.startsWith(":")) {
                builder.received(name, value);
            }
        });
        return builder.build();
    }

    /** Copies all fields but those that describe the connection and the framing, which are the transport's own. */
    static void copy(Headers from, MultiMap to) {
        from.forEach((name, value) -> {
            if (!isFraming(name)) {
                to.add(name, value);
            }
        });
    }

    private static boolean isFraming(String name) {
        return switch (name.length()) {
            case 7 -> name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("content-length");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }
}
