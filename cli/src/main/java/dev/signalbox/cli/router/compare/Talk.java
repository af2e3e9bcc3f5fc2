package dev.signalbox.cli.router.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Talks to a gateway as any of its callers does. For any number of threads. */
final class Talk implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long ENTRY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int MOST_TRIES = 4;
    private static final long LONGEST_REST_SECONDS = 60;
    private static final double MILLION = 1e6;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final URI gateway;
    private final boolean streams;
    private final OptionalInt mostTokens;
    private final Pace pace;

    /** @param streams whether answers come as streams, so that their first content can be timed */
    Talk(URI gateway, boolean streams, OptionalInt mostTokens, Pace pace) {
        this.gateway = gateway;
        this.streams = streams;
        this.mostTokens = mostTokens;
        this.pace = pace;
    }

    /** An answer, or what was said in its place. */
    record Said(int status, String requestId, String text, double milliseconds, double firstToken) {}

    /** Asks, and again where the gateway wants to be asked later. */
    Said ask(String key, String model, Map<String, String> headers, Optional<String> system, String text)
            throws IOException, InterruptedException {
        byte[] body = body(model, system, text);
        for (int tried = 1; ; tried++) {
            HttpRequest.Builder request = to("/v1/chat/completions", key).POST(BodyPublishers.ofByteArray(body));
            request.header("content-type", "application/json").timeout(LONGEST);
            headers.forEach(request::header);
            long begun = pace.now();
            HttpResponse<Stream<String>> response = client.send(request.build(), BodyHandlers.ofLines());
            Said said = said(response, begun);
            Optional<Long> rest = response.headers().firstValue("retry-after").flatMap(Talk::seconds);
            if (said.status != TOO_MANY || rest.isEmpty() || tried == MOST_TRIES) {
                return said;
            }
            pace.rest(Duration.ofSeconds(rest.get()));
        }
    }

    private static Optional<Long> seconds(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(rest -> rest >= 0 && rest <= LONGEST_REST_SECONDS);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private byte[] body(String model, Optional<String> system, String text) {
        return JsonCodec.write(Json.object(o -> {
            o.put("model", model);
            o.put(
                    "messages",
                    Json.array(Stream.concat(
                                    system.map(told -> message("system", told)).stream(),
                                    Stream.of(message("user", text)))
                            .toList()));
            mostTokens.ifPresent(most -> o.put("max_completion_tokens", most));
            if (streams) {
                o.put("stream", true);
            }
        }));
    }

    private static Json message(String role, String text) {
        return Json.object(o -> o.put("role", role).put("content", text));
    }

    private HttpRequest.Builder to(String path, String key) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("authorization", "Bearer " + key);
    }

    private Said said(HttpResponse<Stream<String>> response, long begun) throws IOException {
        String id = response.headers().firstValue("x-signalbox-request-id").orElse("");
        StringBuilder text = new StringBuilder();
        double first = Double.NaN;
        boolean events = response.headers()
                .firstValue("content-type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
        try (Stream<String> lines = response.body()) {
            Iterator<String> each = lines.iterator();
            while (each.hasNext()) {
                String line = each.next();
                String piece = !events ? line + "\n" : line.startsWith("data:") ? delta(line.substring(5)) : "";
                if (events && !piece.isEmpty() && text.isEmpty()) {
                    first = since(begun);
                }
                text.append(piece);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause(); // it was cut off
        }
        double whole = since(begun);
        return new Said(response.statusCode(), id, events ? text.toString() : content(text.toString()), whole, first);
    }

    private double since(long begun) {
        return (pace.now() - begun) / MILLION;
    }

    private static String delta(String data) {
        return choice(data)
                .flatMap(choice -> choice.object("delta"))
                .flatMap(delta -> delta.text("content"))
                .orElse("");
    }

    /** The answer's text, or the message of an error. */
    private static String content(String body) {
        return choice(body)
                .flatMap(choice -> choice.object("message"))
                .flatMap(message -> message.text("content"))
                .or(() -> read(body).flatMap(whole -> whole.object("error")).flatMap(error -> error.text("message")))
                .orElse("");
    }

    private static Optional<Json.Obj> choice(String text) {
        return read(text)
                .flatMap(whole -> whole.items("choices").stream()
                        .findFirst()
                        .filter(Json.Obj.class::isInstance)
                        .map(Json.Obj.class::cast));
    }

    private static Optional<Json.Obj> read(String text) {
        try {
            return Optional.of(JsonCodec.readObject(text.getBytes(UTF_8)));
        } catch (JsonProblem _) {
            return Optional.empty();
        }
    }

    /** What the ledger says of a request; nothing if it does not know it within a few seconds. */
    Optional<Json.Obj> entry(String key, Said said) throws IOException, InterruptedException {
        if (said.requestId.isEmpty()) {
            return Optional.empty();
        }
        HttpRequest request =
                to("/v1/requests/" + said.requestId, key).timeout(CONNECT).build();
        long deadline = pace.now() + (said.status == OK ? ENTRY_NANOS : ENTRY_NANOS / 10);
        do {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() == OK) {
                return read(response.body());
            }
            pace.rest(PAUSE);
        } while (pace.now() - deadline < 0);
        return Optional.empty();
    }

    @Override
    public void close() {
        client.close();
    }
}
