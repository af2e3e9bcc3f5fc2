package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls from web pages, as a browser makes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
    private static final String PAGE = "https://app.example";
    private static final String BODY = """
            {"model":"gpt","stream":%s,"messages":[{"role":"user","content":"hi"}]}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.withServer(", cors: { origins: [\"" + PAGE + "\"], max-age: 5m }", "");
    }

    @AfterAll
    void stop() {
        client.shutdownNow();
        road.close();
    }

    private HttpResponse<String> ask(TestGateway at, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at.uri(path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> preflight(TestGateway at, String path, String origin) {
        return ask(
                at,
                "OPTIONS",
                path,
                "",
                "origin",
                origin,
                "access-control-request-method",
                "POST",
                "access-control-request-headers",
                "authorization,content-type,x-stainless-lang");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static List<String> corsFields(HttpResponse<String> answer) {
        List<String> fields = new ArrayList<>(answer.headers().map().keySet());
        fields.removeIf(name -> !name.startsWith("access-control-"));
        return fields;
    }

    @Test
    void aBrowserMayAskWithoutAKey() {
        road.simulator.reset();
        for (String path : List.of("/v1/chat/completions", "/v1/messages", "/v1/models", "/v1/models/a/b")) {
            HttpResponse<String> answer = preflight(road, path, PAGE);
            assertThat(answer.statusCode()).as(path).isEqualTo(204);
            assertThat(header(answer, "access-control-allow-origin")).isEqualTo(PAGE);
            assertThat(header(answer, "access-control-allow-methods")).isEqualTo("GET, POST");
            assertThat(header(answer, "access-control-allow-headers"))
                    .isEqualTo("authorization,content-type,x-stainless-lang");
            assertThat(header(answer, "access-control-max-age")).isEqualTo("300");
            assertThat(header(answer, "vary")).startsWith("Origin");
            assertThat(corsFields(answer)).doesNotContain("access-control-allow-credentials");
        }
        assertThat(road.simulator.requests()).isEmpty();
    }

    @Test
    void otherPagesAreNotAllowed() {
        for (String origin : List.of(
                "https://app.example.org",
                "http://app.example",
                "https://app.example:8443",
                "https://x.app.example",
                "https://APP.example",
                "null")) {
            HttpResponse<String> answer = preflight(road, "/v1/messages", origin);
            assertThat(corsFields(answer)).as(origin).isEmpty();
            assertThat(header(answer, "vary")).startsWith("Origin");
        }
    }

    @Test
    void answersAndRefusalsMayBeReadByThePage() {
        for (boolean stream : new boolean[] {false, true}) {
            HttpResponse<String> answer = ask(
                    road,
                    "POST",
                    "/v1/chat/completions",
                    BODY.formatted(stream),
                    "origin",
                    PAGE,
                    "authorization",
                    "Bearer " + TestGateway.KEY);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "access-control-allow-origin")).isEqualTo(PAGE);
            assertThat(header(answer, "access-control-expose-headers"))
                    .contains("x-signalbox-model", "x-signalbox-request-id", "x-signalbox-provider");
            assertThat(header(answer, "vary")).isEqualTo("Origin");
        }
        HttpResponse<String> noKey = ask(road, "POST", "/v1/chat/completions", BODY.formatted(false), "origin", PAGE);
        HttpResponse<String> nowhere = ask(road, "GET", "/v1/nowhere", "", "origin", PAGE);
        HttpResponse<String> wrongMethod = ask(road, "DELETE", "/v1/models", "", "origin", PAGE);
        assertThat(List.of(noKey.statusCode(), nowhere.statusCode(), wrongMethod.statusCode()))
                .containsExactly(401, 404, 405);
        for (HttpResponse<String> refusal : List.of(noKey, nowhere, wrongMethod)) {
            assertThat(header(refusal, "access-control-allow-origin")).isEqualTo(PAGE);
            assertThat(header(refusal, "access-control-expose-headers")).contains("x-signalbox-request-id");
        }
    }

    @Test
    void whoIsNoPageSeesOnlyThatTheAnswerDependsOnIt() {
        HttpResponse<String> answer = road.get("/v1/models");
        assertThat(corsFields(answer)).isEmpty();
        assertThat(header(answer, "vary")).isEqualTo("Origin");
        assertThat(ask(road, "OPTIONS", "/v1/models", "").statusCode()).isEqualTo(405);
    }

    @Test
    void operationsAreForNoPage() {
        for (String path : List.of("/healthz", "/readyz", "/metrics")) {
            assertThat(corsFields(ask(road, "GET", path, "", "origin", PAGE)))
                    .as(path)
                    .isEmpty();
            HttpResponse<String> asked = preflight(road, path, PAGE);
            assertThat(asked.statusCode()).as(path).isEqualTo(405);
            assertThat(corsFields(asked)).as(path).isEmpty();
        }
    }

    @Test
    void withoutConfigurationNoPageMayCall() {
        try (TestGateway closed = TestGateway.plain()) {
            HttpResponse<String> asked = preflight(closed, "/v1/messages", PAGE);
            assertThat(asked.statusCode()).isEqualTo(405);
            assertThat(corsFields(asked)).isEmpty();
            HttpResponse<String> answer = ask(closed, "GET", "/v1/models", "", "origin", PAGE);
            assertThat(corsFields(answer)).isEmpty();
            assertThat(header(answer, "vary")).isEmpty();
        }
    }

    @Test
    void everyPageMeansEveryPage() {
        try (TestGateway open =
                TestGateway.withServer(", cors: { origins: \"*\", headers: [authorization], methods: POST }", "")) {
            HttpResponse<String> asked = preflight(open, "/v1/messages", "https://anywhere.example");
            assertThat(header(asked, "access-control-allow-origin")).isEqualTo("*");
            assertThat(header(asked, "access-control-allow-headers")).isEqualTo("authorization");
            assertThat(header(asked, "access-control-allow-methods")).isEqualTo("POST");
        }
        try (TestGateway trusting =
                TestGateway.withServer(", cors: { origins: \"" + PAGE + "\", credentials: true }", "")) {
            assertThat(header(preflight(trusting, "/v1/messages", PAGE), "access-control-allow-credentials"))
                    .isEqualTo("true");
        }
    }
}
