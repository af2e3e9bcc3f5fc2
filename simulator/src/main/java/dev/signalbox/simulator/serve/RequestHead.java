package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Head;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** The head of a request as it came over the wire. */
record RequestHead(HttpServerRequest request) implements Head {
    @Override
    public @Nullable String get(String name) {
        return request.getHeader(name);
    }

    @Override
    public @Nullable String parameter(String name) {
        return request.getParam(name);
    }
}
