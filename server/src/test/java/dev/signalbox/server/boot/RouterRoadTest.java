package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routers that are put into a running gateway, in both forms. */
class RouterRoadTest {
    private static final String SHORT = "/v1/routers/";
    private static final String AZURE =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a" + "/deployments/";
    private static final String DOCUMENTED = """
            {"sku": {"name": "GlobalStandard", "capacity": 100},
             "properties": {
               "model": {"format": "OpenAI", "name": "model-router", "version": "2025-11-18"},
               "raiPolicyName": "strict",
               "routing": {"mode": "cost", "models": [
                 {"format": "OpenAI", "name": "gpt-4o", "version": "2024-05-13"},
                 {"format": "OpenAI", "name": "gpt-4o-mini", "version": "2024-07-18"}]}}}
            """;
    private static final String OTHER = """
            {"name": "a/second", "sku": {"name": "DataZoneStandard"},
             "properties": {
               "model": {"format": "OpenAI", "name": "model-router"},
               "routingConfiguration": {"modelSubset": [{"name": "gpt-4o-mini"}, {"name": "claude-3-5-sonnet"}]}}}
            """;

    @TempDir
    private Path directory;

    private final Simulator simulator = Simulator.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private Gateway gateway;

    @BeforeEach
    void starts() throws Exception {
        assumeTrue(LearnedWeights.shipped().isPresent(), "no trained weights come with this build");
        start("routers: { folder: routers, data-zones: eu, editors: [deployer] }");
    }

    private void start(String routers) throws Exception {
        Path file = Files.writeString(directory.resolve("signalbox.yaml"), """
                server: { port: 0 }
                ledger: { directory: "%s" }
                providers: { sim: { dialect: openai, endpoint: "%s" } }
                models:
                  gpt-4o: { provider: sim, id: sim-gpt, base-model: gpt-4o-2024-05-13, price: { input: 10, output: 20 } }
                  small: { provider: sim, id: sim-gpt-b, base-model: gpt-4o-mini-2024-07-18, price: { input: 1, output: 2 }, zone: eu }
                  sonnet: { provider: sim, id: sim-gpt-c, base-model: claude-3-5-sonnet-20240620, price: { input: 3, output: 15 }, zone: eu }
                %s
                callers:
                  deployer: { key: "%s" }
                  other: { key: "%s" }
                """.formatted(
                        directory.resolve("ledger"),
                        simulator.openAiEndpoint(),
                        routers,
                        KeyDigest.of("sbx_deployer").written(),
                        KeyDigest.of("sbx_other").written()));
        gateway = Gateway.start(new GatewayOptions(
                new GatewayOptions.Source.File(file),
                Map.<String, String>of()::get,
                OptionalInt.empty(),
                _ -> {},
                Optional.empty()));
    }

    @AfterEach
    void stops() {
        client.shutdownNow();
        if (gateway != null) {
            gateway.close();
        }
        simulator.close();
    }

    @Test
    void servesBothFormsAtOnceAndChangesNothingTheSecondTime() throws Exception {
        HttpResponse<String> first = send("PUT", SHORT + "first", DOCUMENTED);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(first.body()).contains("\"kind\":\"loss\",\"key\":\"properties.raiPolicyName\"");
        assertThat(chat("first").statusCode()).isEqualTo(200);
        HttpResponse<String> second = send("PUT", AZURE + "second?api-version=2024-10-01", OTHER);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
        HttpResponse<String> answer = chat("second");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "x-signalbox-model")).isIn("small", "sonnet");
        String version = gateway.settings().version();
        Path file = directory.resolve("routers/first.yaml");
        Object written = Files.getAttribute(file, "unix:ino");

        HttpResponse<String> again = send("PUT", AZURE + "first", DOCUMENTED);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(header(again, "etag")).isEqualTo(header(first, "etag"));
        assertThat(gateway.settings().version()).isEqualTo(version);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(written);
        Json.Obj told =
                JsonCodec.readObject(send("GET", SHORT + "first", "").body().getBytes(UTF_8));
        assertThat(told.text("name")).contains("first");
        assertThat(told.object("sku")
                        .flatMap(sku -> sku.whole("capacity").stream().boxed().findFirst()))
                .contains(100L);
        assertThat(gateway.settings()
                        .routes()
                        .get("second")
                        .limits()
                        .orElseThrow()
                        .tokensPerMinute())
                .contains(150_000L);
    }

    @Test
    void takesARouterAway() {
        send("PUT", SHORT + "first", DOCUMENTED);

        assertThat(send("DELETE", SHORT + "first", "").body()).isEqualTo("{\"deleted\":true}");
        assertThat(send("DELETE", AZURE + "first", "").body()).isEqualTo("{\"deleted\":false}");

        assertThat(chat("first").statusCode()).isEqualTo(404);
        assertThat(send("GET", SHORT + "first", "").statusCode()).isEqualTo(404);
    }

    @Test
    void isForEditorsOnly() {
        for (String method : List.of("PUT", "GET", "DELETE")) {
            assertThat(sendAs("sbx_other", method, SHORT + "first", DOCUMENTED).body())
                    .contains("not_an_editor");
            assertThat(sendAs("sbx_nobody", method, AZURE + "first", DOCUMENTED).statusCode())
                    .isEqualTo(401);
        }
        assertThat(directory.resolve("routers")).doesNotExist();
    }

    @Test
    void refusesWhatIsWrongAndChangesNothing() throws Exception {
        String version = gateway.settings().version();

        HttpResponse<String> word = send("PUT", SHORT + "first", DOCUMENTED.replace("\"cost\"", "\"cots\""));
        assertThat(word.statusCode()).isEqualTo(400);
        assertThat(word.body())
                .contains(
                        "body:5:24 properties.routing.mode: \\\"cots\\\" (expected one of: balanced, quality, cost; did you"
                                + " mean cost?)");
        assertThat(send("PUT", SHORT + "first", DOCUMENTED.replace("gpt-4o\"", "gpt-9\""))
                        .body())
                .contains("invalid_router", "is not configured");
        assertThat(send("PUT", SHORT + "first", OTHER).body()).contains("first, as in the path");
        for (String hostile :
                List.of("", "[", "{\"a\":".repeat(50_000), "null", "{\"sku\": 7, \"properties\": []}", "\ufeff{}")) {
            assertThat(send("PUT", SHORT + "first", hostile).statusCode()).isEqualTo(400);
        }
        assertThat(send("PUT", SHORT + "..%2Fup", DOCUMENTED).statusCode()).isEqualTo(400);
        assertThat(send("PUT", SHORT + "first", " ".repeat(2 << 20)).statusCode())
                .isEqualTo(413);
        assertThat(directory.resolve("routers")).doesNotExist();
        assertThat(gateway.settings().version()).isEqualTo(version);
    }

    @Test
    void heedsWhichVersionIsMeant() {
        assertThat(send("PUT", SHORT + "first", DOCUMENTED, "if-match", "*").statusCode())
                .isEqualTo(412);
        String etag = header(send("PUT", SHORT + "first", DOCUMENTED, "if-none-match", "*"), "etag");
        assertThat(send("PUT", SHORT + "first", DOCUMENTED, "if-none-match", "*")
                        .statusCode())
                .isEqualTo(412);
        String other = DOCUMENTED.replace("\"cost\"", "\"quality\"");

        HttpResponse<String> changed = send("PUT", SHORT + "first", other, "if-match", etag);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(send("DELETE", SHORT + "first", "", "if-match", etag).statusCode())
                .isEqualTo(412);
        assertThat(send("DELETE", SHORT + "first", "", "if-match", header(changed, "etag"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void leavesAloneWhatWasChangedByHand() throws Exception {
        send("PUT", SHORT + "first", DOCUMENTED);
        Path file = directory.resolve("routers/first.yaml");
        Files.writeString(file, Files.readString(file).replace("mode: cost", "mode: quality"));

        assertThat(send("PUT", SHORT + "first", DOCUMENTED).statusCode()).isEqualTo(409);
        assertThat(send("GET", SHORT + "first", "").statusCode()).isEqualTo(409);
        assertThat(send("DELETE", SHORT + "first", "").statusCode()).isEqualTo(409);
        assertThat(file).content().contains("mode: quality");
        assertThat(send("PUT", SHORT + "first?force=true", DOCUMENTED).statusCode())
                .isEqualTo(200);
        assertThat(file).content().contains("mode: cost");
    }

    @Test
    void saysWhatIsInTheWayOfWriting() throws Exception {
        Files.createDirectories(directory.resolve("routers/first.yaml"));
        assertThat(send("PUT", SHORT + "first", DOCUMENTED).body()).contains("routers_not_writable");

        gateway.close();
        start("");
        assertThat(send("PUT", SHORT + "first", DOCUMENTED).body()).contains("routers_off");
    }

    @Test
    void isMadeOnceByACrowd() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(crowd.submit(() -> send("PUT", SHORT + "first", DOCUMENTED)));
            }
            for (Future<HttpResponse<String>> each : all) {
                statuses.add(each.get().statusCode());
            }
        }
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        try (Stream<Path> files = Files.list(directory.resolve("routers"))) {
            assertThat(files).hasSize(1);
        }
    }

    private HttpResponse<String> chat(String route) {
        return send("POST", "/v1/chat/completions", """
                {"model": "%s", "messages": [{"role": "user", "content": "What is 17 times 23?"}]}""".formatted(route));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        return sendAs("sbx_deployer", method, path, body, headers);
    }

    private HttpResponse<String> sendAs(String key, String method, String path, String body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.endpoint() + path))
                    .header("authorization", "Bearer " + key)
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
