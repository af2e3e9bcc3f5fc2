package dev.signalbox.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client for the tests of both dialects. */
final class Client implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Simulator simulator;

    Client(Simulator simulator) {
        this.simulator = simulator;
    }

    /** One answer, whole. */
    record Answer(int status, HttpHeaders headers, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        /** The data of all events, {@code [DONE]} excepted. */
        List<JsonNode> events() {
            List<JsonNode> events = new ArrayList<>();
            for (String line : body.split("\n")) {
                if (line.startsWith("data:") && !line.contains("[DONE]")) {
                    events.add(JSON.readTree(line.substring("data:".length())));
                }
            }
            return events;
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Answer openAi(String body, String... headers) {
        return post("/v1/chat/completions", body, headers);
    }

    Answer anthropic(String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "anthropic-version";
        all[headers.length + 1] = "2023-06-01";
        return post("/v1/messages", body, all);
    }

    Answer post(String path, String body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator.endpoint() + path))
                .timeout(Duration.ofSeconds(10))
                .header("content-type", "application/json");
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
