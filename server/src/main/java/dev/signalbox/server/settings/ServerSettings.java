package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * The listener and what holds for every request.
 *
 * @param host the address to listen on
 * @param port 0 to 65535; 0 takes any free port
 * @param tls present where the listener speaks TLS
 * @param drain how long open streams may go on after the process was told to stop
 * @param compatibleHeaders whether answers also carry the header names of other gateways
 * @param requestTimeout the deadline of one request over all its attempts
 * @param losses what happens to a request of which a model cannot carry everything
 * @param heartbeat after how much silence a stream is kept alive by a comment; absent where it is not
 * @param earlyHeartbeat whether a stream may begin before its first token so that it can be kept alive
 * @param deepReadiness for how long it is good enough to have asked a model whether it answers; absent where nobody may want
 *     to know
 * @param cors which web pages may call; absent where none may
 * @param place where this gateway runs, and what it tells all requests with
 * @param serverTiming whether answers tell how long each stage took
 */
public record ServerSettings(
        String host,
        int port,
        Optional<TlsSettings> tls,
        LimitSettings limits,
        Duration drain,
        boolean compatibleHeaders,
        Duration requestTimeout,
        LossRule losses,
        Optional<Duration> heartbeat,
        boolean earlyHeartbeat,
        Optional<Duration> deepReadiness,
        Optional<CorsSettings> cors,
        GatewayPlace place,
        boolean serverTiming) {

    public ServerSettings {
        Checks.name("host", host);
        Checks.that(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
        Checks.notNegative("drain", drain);
        Checks.positive("request-timeout", requestTimeout);
        heartbeat.ifPresent(time -> Checks.positive("heartbeat", time));
        deepReadiness.ifPresent(time -> Checks.positive("deep-readiness", time));
    }

    /** The same listener at this place. */
    public ServerSettings at(GatewayPlace newPlace) {
        return new ServerSettings(
                host,
                port,
                tls,
                limits,
                drain,
                compatibleHeaders,
                requestTimeout,
                losses,
                heartbeat,
                earlyHeartbeat,
                deepReadiness,
                cors,
                newPlace,
                serverTiming);
    }

    public static ServerSettings defaults() {
        return new ServerSettings(
                "127.0.0.1",
                4000,
                Optional.empty(),
                LimitSettings.defaults(),
                Duration.ofMinutes(5),
                false,
                Duration.ofMinutes(10),
                LossRule.SAFE,
                Optional.of(Duration.ofSeconds(15)),
                false,
                Optional.of(Duration.ofSeconds(60)),
                Optional.empty(),
                GatewayPlace.unknown(),
                true);
    }
}
