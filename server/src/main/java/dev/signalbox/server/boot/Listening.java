package dev.signalbox.server.boot;

import dev.signalbox.server.http.HttpServerOptions;
import dev.signalbox.server.http.TlsFiles;
import dev.signalbox.server.settings.LimitSettings;
import dev.signalbox.server.settings.ServerSettings;
import java.net.URI;
import java.util.OptionalInt;

/** The listener's settings in the terms of the HTTP server. */
final class Listening {
    private Listening() {}

    static HttpServerOptions options(ServerSettings server, OptionalInt port) {
        LimitSettings limits = server.limits();
        HttpServerOptions.Builder options = HttpServerOptions.builder()
                .host(server.host())
                .port(port.orElse(server.port()))
                .maxBodyBytes(Math.toIntExact(limits.maxBody()))
                .maxHeaderBytes(limits.maxHeaders())
                .maxBytesInFlight(limits.maxBodiesInFlight())
                .headerTimeout(limits.headerTimeout())
                .bodyTimeout(limits.bodyTimeout())
                .idleTimeout(limits.idleTimeout())
                .maxConnections(limits.maxConnections());
        server.tls().ifPresent(tls -> options.tls(new TlsFiles(tls.certificate(), tls.key())));
        return options.build();
    }

    static URI endpoint(ServerSettings server, int port) {
        String host = server.host().equals("0.0.0.0") || server.host().equals("::") ? "127.0.0.1" : server.host();
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return URI.create((server.tls().isPresent() ? "https" : "http") + "://" + bracketed + ":" + port);
    }
}
