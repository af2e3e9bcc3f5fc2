package dev.signalbox.server.edge;

import dev.signalbox.server.http.Endpoint;
import dev.signalbox.server.http.EndpointKind;
import dev.signalbox.server.http.Endpoints;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.http.Rejections;
import dev.signalbox.server.http.StreamingBody;
import dev.signalbox.server.settings.CorsSettings;
import dev.signalbox.server.settings.SettingsHolder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets web pages of the configured origins call from a browser: answers what a browser asks before (without a key, off the
 * road), and puts on every answer, refusals included, what a browser wants to see. Operations are for no page.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">the protocol</a>
 */
public final class Cors {
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,4000}");
    private static final Set<String> SHOWN =
            Set.of("request-id", "x-request-id", "retry-after", "x-should-retry", "traceparent");
    private static final Set<String> OPERATIONS = Set.of("/healthz", "/readyz", "/metrics", PeerEndpoint.PATH);

    private final SettingsHolder settings;
    private final Rejections rejections;

    /** @param rejections the words for what is refused */
    public Cors(SettingsHolder settings, Rejections rejections) {
        this.settings = settings;
        this.rejections = rejections;
    }

    /** The same endpoints, open to pages, and what browsers ask before. */
    public Endpoints around(Endpoints endpoints) {
        Endpoints.Builder open = Endpoints.builder();
        Map<String, String> allowed = endpoints.entries().stream()
                .collect(Collectors.toMap(
                        entry -> entry.pattern().text(), Endpoints.Entry::method, (one, other) -> one + ", " + other));
        Set<String> asked = new HashSet<>();
        for (Endpoints.Entry entry : endpoints.entries()) {
            String pattern = entry.pattern().text();
            if (entry.kind() == EndpointKind.OPERATIONS) {
                open.add(entry);
            } else {
                open.add(entry.answeredBy(open(entry.endpoint())));
                if (asked.add(pattern)) {
                    String methods = allowed.getOrDefault(pattern, "");
                    open.add(
                            "OPTIONS",
                            pattern,
                            EndpointKind.PREFLIGHT,
                            (request, response) -> preflight(request, response, methods));
                }
            }
        }
        return open.build();
    }

    /** The server's own refusals, which pages must be able to read too. */
    public Rejections rejections() {
        return (head, status, code, message) -> {
            Rejections.Rejection words = rejections.reject(head, status, code, message);
            Optional<CorsSettings> cors = settings.now().server().cors();
            return cors.isEmpty() || OPERATIONS.contains(head.path())
                    ? words
                    : new Rejections.Rejection(shown(words.headers(), head, cors.get()), words.body());
        };
    }

    private Endpoint open(Endpoint endpoint) {
        return (request, response) -> {
            Optional<CorsSettings> cors = settings.now().server().cors();
            endpoint.serve(request, cors.isPresent() ? new Shown(response, request, cors.get()) : response);
        };
    }

    private void preflight(HttpRequest request, HttpResponse response, String methods) {
        Optional<CorsSettings> cors = settings.now().server().cors();
        boolean asks =
                request.headers().contains("origin") && request.headers().contains("access-control-request-method");
        if (cors.isEmpty() || !asks) {
            Rejections.Rejection words =
                    rejections().reject(request, 405, "method_not_allowed", "This path does not take this method.");
            response.whole(405, words.headers().plus("allow", methods), words.body());
            return;
        }
        Headers.Builder fields = allowed(request, cors.get())
                .add("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        origin(request, cors.get()).ifPresent(_ -> {
            fields.add(
                    "access-control-allow-methods", String.join(", ", cors.get().methods()));
            names(request, cors.get()).ifPresent(names -> fields.add("access-control-allow-headers", names));
            fields.add(
                    "access-control-max-age", Long.toString(cors.get().maxAge().toSeconds()));
        });
        response.whole(204, fields.build(), new byte[0]);
    }

    /** A star would not cover {@code Authorization}, so the names are said again. */
    private static Optional<String> names(HttpRequest request, CorsSettings cors) {
        return cors.headers().contains(CorsSettings.ANY)
                ? request.headers()
                        .first("access-control-request-headers")
                        .filter(names -> NAMES.matcher(names).matches())
                : Optional.of(String.join(", ", cors.headers()));
    }

    private static Optional<String> origin(HttpRequest request, CorsSettings cors) {
        List<String> origins = request.headers().all("origin");
        return origins.size() == 1 && cors.allows(origins.getFirst())
                ? Optional.of(cors.origins().contains(CorsSettings.ANY) ? CorsSettings.ANY : origins.getFirst())
                : Optional.empty();
    }

    private static Headers.Builder allowed(HttpRequest request, CorsSettings cors) {
        Headers.Builder fields = Headers.builder();
        origin(request, cors).ifPresent(origin -> {
            fields.add("access-control-allow-origin", origin);
            if (cors.credentials()) {
                fields.add("access-control-allow-credentials", "true");
            }
        });
        return fields;
    }

    /** What is told with an answer; {@code Vary} even where no page asks, because a cache may keep the answer for one that does. */
    private static Headers shown(Headers headers, HttpRequest request, CorsSettings cors) {
        Headers.Builder fields = allowed(request, cors).add("vary", "Origin");
        if (origin(request, cors).isPresent()) {
            Set<String> names = new TreeSet<>();
            headers.forEach((name, _) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (lower.startsWith("x-signalbox-") || SHOWN.contains(lower)) {
                    names.add(lower);
                }
            });
            if (!names.isEmpty()) {
                fields.add("access-control-expose-headers", String.join(", ", names));
            }
        }
        return headers.plus(fields.build());
    }

    /** An answer that a page may read. */
    private record Shown(HttpResponse response, HttpRequest request, CorsSettings cors) implements HttpResponse {
        @Override
        public void whole(int status, Headers headers, byte[] body) {
            response.whole(status, shown(headers, request, cors), body);
        }

        @Override
        public StreamingBody stream(int status, Headers headers) {
            return response.stream(status, shown(headers, request, cors));
        }

        @Override
        public boolean begun() {
            return response.begun();
        }
    }
}
