package dev.signalbox.server.edge;

import dev.signalbox.server.http.Endpoint;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.peers.Hearing;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;

/** {@code POST /peers/health}: where other gateways tell how targets fare. Whoever does not sign with the secret learns nothing. */
final class PeerEndpoint implements Endpoint {
    static final String PATH = "/peers/health";
    static final int MOST_BYTES = 64 * 1024;

    private static final Headers HEADERS = Headers.of("content-type", "application/json", "cache-control", "no-store");

    private final Hearing hearing;

    PeerEndpoint(Hearing hearing) {
        this.hearing = hearing;
    }

    @Override
    public void serve(HttpRequest request, HttpResponse response) {
        switch (hearing.hear(request.headers().first("x-signalbox-signature"), request.body())) {
            case HEARD -> response.whole(200, HEADERS, life());
            case STALE -> response.whole(409, HEADERS, life());
            case UNSIGNED ->
                response.whole(401, HEADERS, error("signature: none that fits (expected: health.peers.secret)"));
            case UNREADABLE ->
                response.whole(400, HEADERS, error("message: unreadable (expected: facts of a gateway)"));
            case OFF -> response.whole(404, HEADERS, error("peers: off (expected: health.peers in the configuration)"));
        }
    }

    private byte[] life() {
        return JsonCodec.write(Json.object(fields -> fields.put("life", hearing.life())));
    }

    private static byte[] error(String words) {
        return JsonCodec.write(Json.object(fields -> fields.put("error", words)));
    }
}
