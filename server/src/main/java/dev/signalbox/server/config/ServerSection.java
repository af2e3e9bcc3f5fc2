package dev.signalbox.server.config;

import dev.signalbox.server.settings.CorsSettings;
import dev.signalbox.server.settings.GatewayPlace;
import dev.signalbox.server.settings.LimitSettings;
import dev.signalbox.server.settings.LossRule;
import dev.signalbox.server.settings.MetadataRule;
import dev.signalbox.server.settings.ServerSettings;
import dev.signalbox.server.settings.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code server}: the listener and what holds for every request. */
final class ServerSection {

    private static final ServerSettings DEFAULTS = ServerSettings.defaults();
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,255}");

    private static final Key<ServerSettings, String> HOST_KEY = Key.of(
                    "host",
                    WordKind.matching("a host name or address", HOST),
                    ServerSettings::host,
                    DEFAULTS,
                    "The address to listen on. `0.0.0.0` listens on all of them.")
            .afterRestart();
    private static final Key<ServerSettings, Integer> PORT = Key.of(
                    "port",
                    Numbers.whole(0, 65_535),
                    ServerSettings::port,
                    DEFAULTS,
                    "The port to listen on; 0 takes any free one.")
            .afterRestart();
    private static final Key<ServerSettings, Optional<TlsSettings>> TLS = Key.<ServerSettings, TlsSettings>optional(
                    "tls",
                    Tls.SECTION,
                    ServerSettings::tls,
                    "TLS of the listener; without it the listener speaks plain HTTP.")
            .afterRestart();
    private static final Key<ServerSettings, LimitSettings> LIMITS = Key.of(
            "limits",
            LimitSection.SECTION,
            ServerSettings::limits,
            DEFAULTS,
            "What the listener accepts from callers.");
    private static final Key<ServerSettings, Duration> DRAIN = Key.of(
            "drain",
            Durations.zeroOrMore(),
            ServerSettings::drain,
            DEFAULTS,
            "How long open streams may go on after the process was told to stop.");
    private static final Key<ServerSettings, Duration> REQUEST_TIMEOUT = Key.of(
            "request-timeout",
            Durations.moreThanZero(),
            ServerSettings::requestTimeout,
            DEFAULTS,
            "The deadline of one request over all its attempts.");
    private static final Key<ServerSettings, Boolean> COMPATIBLE_HEADERS = Key.of(
            "compatible-headers",
            WordKind.trueOrFalse(),
            ServerSettings::compatibleHeaders,
            DEFAULTS,
            "Whether answers also name the model in `x-tfy-resolved-model`.");

    private static final Key<ServerSettings, LossRule> LOSSES = Key.of(
            "losses",
            WordKind.oneOf(LossRule.class, Map.of()),
            ServerSettings::losses,
            DEFAULTS,
            "What happens to a request of which a model cannot carry everything: `safe` drops and tells hints and refuses"
                    + " what would change the meaning, `strict` refuses whatever would be dropped, `allow` drops and tells all.");

    private static final Key<ServerSettings, Optional<Duration>> HEARTBEAT = Key.of(
            "heartbeat",
            Durations.moreThanZeroOrOff(),
            ServerSettings::heartbeat,
            DEFAULTS,
            "After how much silence a stream gets a comment, so that no proxy cuts it; `off` for never.");
    private static final Key<ServerSettings, Boolean> EARLY_HEARTBEAT = Key.of(
            "early-heartbeat",
            WordKind.trueOrFalse(),
            ServerSettings::earlyHeartbeat,
            DEFAULTS,
            "Whether that silence counts before the first token too: then the status is 200 before anybody has answered.");

    private static final Key<ServerSettings, Optional<Duration>> DEEP_READINESS = Key.of(
            "deep-readiness",
            Durations.moreThanZeroOrOff(),
            ServerSettings::deepReadiness,
            DEFAULTS,
            "`GET /readyz?deep` asks each model at most once in this time, which costs a few tokens; `off` refuses it.");

    private static final Key<ServerSettings, Optional<CorsSettings>> CORS = Key.optional(
            "cors",
            CorsSection.SECTION,
            ServerSettings::cors,
            "Which web pages may call from a browser; without it none may.");

    private static final Key<ServerSettings, Optional<String>> REGION = Key.optional(
            "region",
            place(),
            server -> server.place().region(),
            "Where this gateway runs; a label that requests are told with as `gateway-region`.");
    private static final Key<ServerSettings, Optional<String>> ZONE = Key.optional(
            "zone",
            place(),
            server -> server.place().zone(),
            "Where in the region this gateway runs; a label that requests are told with as `gateway-zone`.");
    private static final Key<ServerSettings, Map<String, String>> METADATA = Key.withDefault(
            "metadata",
            Words.metadata(),
            server -> server.place().metadata(),
            Map.of(),
            "Words that all requests are told with, by name. They go before what a request says itself.");

    private static final Key<ServerSettings, Boolean> SERVER_TIMING = Key.of(
            "server-timing",
            WordKind.trueOrFalse(),
            ServerSettings::serverTiming,
            DEFAULTS,
            "Whether answers tell in `server-timing` how long each stage of the road and the provider took.");

    static final Section<ServerSettings> SECTION = Section.of(
                    "server",
                    "The listener and what holds for every request.",
                    List.of(
                            HOST_KEY,
                            PORT,
                            TLS,
                            LIMITS,
                            DRAIN,
                            REQUEST_TIMEOUT,
                            COMPATIBLE_HEADERS,
                            LOSSES,
                            HEARTBEAT,
                            EARLY_HEARTBEAT,
                            DEEP_READINESS,
                            CORS,
                            REGION,
                            ZONE,
                            METADATA,
                            SERVER_TIMING),
                    v -> new ServerSettings(
                            v.get(HOST_KEY),
                            v.get(PORT),
                            v.get(TLS),
                            v.get(LIMITS),
                            v.get(DRAIN),
                            v.get(COMPATIBLE_HEADERS),
                            v.get(REQUEST_TIMEOUT),
                            v.get(LOSSES),
                            v.get(HEARTBEAT),
                            v.get(EARLY_HEARTBEAT),
                            v.get(DEEP_READINESS),
                            v.get(CORS),
                            new GatewayPlace(v.get(REGION), v.get(ZONE), v.get(METADATA)),
                            v.get(SERVER_TIMING)))
            .renamed(Map.of(
                    "address", "host",
                    "bind", "host",
                    "listen", "host and port",
                    "timeout", "request-timeout",
                    "max-body", "limits.max-body"));

    private ServerSection() {}

    private static Kind<String> place() {
        return WordKind.of(
                "text of at most " + MetadataRule.LONGEST_VALUE + " characters",
                word -> Optional.of(word).filter(MetadataRule::isValue),
                Function.identity());
    }

    private static final class Tls {

        static final Key<TlsSettings, Path> CERTIFICATE = Key.required(
                        "certificate",
                        Paths.readableFile(),
                        TlsSettings::certificate,
                        "A PEM file with the certificate and its chain; its content is read again when it changes.")
                .afterRestart();
        static final Key<TlsSettings, Path> KEY = Key.required(
                        "key",
                        Paths.readableFile(),
                        TlsSettings::key,
                        "A PEM file with the private key; its content is read again when it changes.")
                .afterRestart();
        static final Section<TlsSettings> SECTION = Section.of(
                        "server.tls",
                        "TLS of the listener. Relative paths start at the directory of the configuration file.",
                        List.of(CERTIFICATE, KEY),
                        v -> new TlsSettings(v.get(CERTIFICATE), v.get(KEY)))
                .renamed(Map.of("cert", "certificate", "private-key", "key"));
    }
}
