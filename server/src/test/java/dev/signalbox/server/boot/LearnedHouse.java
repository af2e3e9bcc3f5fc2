package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.learn.embed.Encoder;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A gateway with one learned route, auto, whose configuration is a file: it can be changed, and the gateway started again. */
final class LearnedHouse implements AutoCloseable {
    static final String KEY = "sbx_house";
    static final String JUDGE = "sbx_judge";
    static final String NOSY = "sbx_nosy";

    final List<String> console = new CopyOnWriteArrayList<>();
    private final Simulator simulator = Simulator.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final Path file;
    private Gateway gateway;

    /** @param more of the route, each with a comma before it */
    LearnedHouse(Path directory, String more) {
        this(directory, more, Embedder::open);
    }

    LearnedHouse(Path directory, String more, Supplier<? extends Encoder> opener) {
        this.directory = directory;
        this.file = directory.resolve("signalbox.yaml");
        write(more);
        gateway = start(opener);
    }

    private Gateway start(Supplier<? extends Encoder> opener) {
        return Gateway.start(
                new GatewayOptions(
                        new GatewayOptions.Source.File(file),
                        Map.<String, String>of()::get,
                        OptionalInt.empty(),
                        console::add,
                        Optional.empty()),
                opener);
    }

    void write(String more) {
        try {
            Files.writeString(file, """
                    server: { port: 0 }
                    ledger: { directory: "%s", graders: [judge] }
                    providers: { sim: { dialect: openai, endpoint: "%s" } }
                    models:
                      gpt: { provider: sim, id: sim-gpt, price: { input: 1, output: 2 } }
                      gpt-b: { provider: sim, id: sim-gpt-b, price: { input: 10, output: 20 } }
                      claude: { provider: sim, id: sim-gpt-c, price: { input: 3, output: 15 } }
                    routes:
                      %s
                    callers: { tester: { key: "%s" }, judge: { key: "%s" }, nosy: { key: "%s" } }
                    """.formatted(
                            directory.resolve("ledger"),
                            simulator.openAiEndpoint(),
                            LearnedModels.route("auto", more).strip(),
                            KeyDigest.of(KEY).written(),
                            KeyDigest.of(JUDGE).written(),
                            KeyDigest.of(NOSY).written()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Gateway gateway() {
        return gateway;
    }

    Path directory() {
        return directory;
    }

    void restart() {
        gateway.stop();
        gateway = start(Embedder::open);
    }

    HttpResponse<String> ask(String words) {
        return send(request("/v1/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + words + "\"}]}")));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** What somebody thinks of the answer to a request. */
    HttpResponse<String> score(String key, String id, String score) {
        return send(request("/v1/feedback", key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"request_id\":\"" + id + "\",\"score\":" + score + "}")));
    }

    HttpResponse<String> get(String path, String key) {
        return send(request(path, key).GET());
    }

    private HttpRequest.Builder request(String path) {
        return request(path, KEY);
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create(gateway.endpoint() + path)).header("authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
    }

    Json.Obj decision(HttpResponse<String> answer) {
        return read("/v1/requests/" + id(answer) + "/decision");
    }

    /** What was decided for a request that was served. */
    Json.Obj selection(String words) {
        HttpResponse<String> answer = ask(words);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return decision(answer)
                .object("plan")
                .flatMap(plan -> plan.object("model_selection"))
                .orElseThrow();
    }

    Json.Obj read(String path) {
        HttpResponse<String> answer = get(path);
        try {
            return JsonCodec.readObject(answer.body().getBytes(UTF_8));
        } catch (JsonProblem e) {
            throw new AssertionError(answer.statusCode() + answer.body(), e);
        }
    }

    /** Waits until it is so. */
    static void until(BooleanSupplier so) {
        long begun = System.nanoTime();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - begun > Duration.ofSeconds(20).toNanos()) {
                throw new AssertionError("not within 20 seconds");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        gateway.close();
        simulator.close();
    }
}
