package dev.signalbox.server.edge;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.boot.TestGateway;
import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.http.EndpointKind;
import dev.signalbox.server.http.Endpoints;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.server.routing.Abilities;
import dev.signalbox.server.settings.SettingsHolder;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every door of the gateway: which stages stand before it, and that nobody without a key gets through. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointsTest {
    /** What is asked of every endpoint to models: enough for each dialect. */
    private static final String BODY = """
            {"model":"gpt","max_tokens":10,"messages":[{"role":"user","content":"hello"}]}""";

    /** The same as items, which are but one here. */
    private static final String INPUT = """
            {"model":"gpt","max_output_tokens":16,"input":"hello"}""";

    /** The same as a script says it. */
    private static final String PROMPT = """
            {"model":"gpt","prompt":"hello"}""";

    /** The same in Google's words. */
    private static final String CONTENTS = """
            {"contents":[{"parts":[{"text":"hello"}]}],"generationConfig":{"maxOutputTokens":10}}""";

    /** A header that holds no key: with none at all the test's client would send its own. */
    private static final String[] NO_KEY = {"x-no-key", "none"};

    private TestGateway road;
    private List<Endpoints.Entry> entries;

    @BeforeAll
    void start() {
        road = TestGateway.plain();
        entries = table(road).entries();
    }

    @AfterAll
    void stop() {
        road.close();
    }

    /** The table alone: nothing that stands behind an endpoint is reached, so the road itself may be missing. */
    private static Endpoints table(TestGateway road) {
        return new Edge(new Edge.Parts(
                        new SettingsHolder(road.gateway.settings()),
                        null,
                        new Identity(),
                        new Catalogue(),
                        (_, _) -> Optional.empty(),
                        (_, _) -> Optional.empty(),
                        (_, _, _, _, _) -> Optional.empty(),
                        null,
                        null,
                        Optional::empty,
                        null,
                        Optional::empty,
                        null,
                        () -> "",
                        () -> "id",
                        Clock.systemUTC(),
                        System::nanoTime,
                        Abilities.declared(),
                        (_, _) -> Optional.empty(),
                        null))
                .endpoints();
    }

    private List<Endpoints.Entry> of(EndpointKind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    /** A path that fits the pattern. */
    private static String path(Endpoints.Entry entry) {
        return entry.pattern().text().replaceAll("\\{[^}]*}", "gpt");
    }

    private static boolean isCount(Endpoints.Entry entry) {
        return path(entry).toLowerCase(Locale.ROOT).replace("_", "").endsWith("counttokens");
    }

    private static boolean isGemini(Endpoints.Entry entry) {
        return path(entry).startsWith("/v1beta/")
                || path(entry).endsWith("enerateContent")
                || path(entry).endsWith(":countTokens");
    }

    private static String body(Endpoints.Entry entry) {
        if (path(entry).endsWith("/v1/responses")) {
            return INPUT;
        }
        if (path(entry).equals("/v1/process")) {
            return PROMPT;
        }
        return isGemini(entry) ? CONTENTS : BODY;
    }

    private HttpResponse<String> ask(Endpoints.Entry entry) {
        return entry.method().equals("POST")
                ? road.post(path(entry), body(entry), NO_KEY)
                : road.get(path(entry), NO_KEY);
    }

    @Test
    void everyEndpointNamesItsKind() {
        assertThat(entries.stream()
                        .collect(toMap(
                                entry -> entry.method() + " " + entry.pattern().text(), Endpoints.Entry::kind)))
                .isEqualTo(Map.ofEntries(
                        entry("POST /v1/chat/completions", EndpointKind.MODEL),
                        entry("POST /openai/v1/chat/completions", EndpointKind.MODEL),
                        entry("POST /openai/deployments/{deployment...}/chat/completions", EndpointKind.MODEL),
                        entry("POST /v1/responses", EndpointKind.MODEL),
                        entry("POST /openai/v1/responses", EndpointKind.MODEL),
                        entry("POST /v1/messages", EndpointKind.MODEL),
                        entry("POST /v1/process", EndpointKind.MODEL),
                        entry("POST /v1/messages/count_tokens", EndpointKind.MODEL),
                        entry("POST /v1beta/models/{model...}:countTokens", EndpointKind.MODEL),
                        entry("POST /v1/models/{model...}:countTokens", EndpointKind.MODEL),
                        entry("POST /v1beta/models/{model...}:generateContent", EndpointKind.MODEL),
                        entry("POST /v1beta/models/{model...}:streamGenerateContent", EndpointKind.MODEL),
                        entry("POST /v1/models/{model...}:generateContent", EndpointKind.MODEL),
                        entry("POST /v1/models/{model...}:streamGenerateContent", EndpointKind.MODEL),
                        entry("GET /v1/models", EndpointKind.LOOKUP),
                        entry("GET /v1/models/{model...}", EndpointKind.LOOKUP),
                        entry("GET /openai/v1/models", EndpointKind.LOOKUP),
                        entry("GET /openai/v1/models/{model...}", EndpointKind.LOOKUP),
                        entry("GET /openai/models", EndpointKind.LOOKUP),
                        entry("GET /openai/models/{model...}", EndpointKind.LOOKUP),
                        entry("GET /v1beta/models", EndpointKind.LOOKUP),
                        entry("GET /v1beta/models/{model...}", EndpointKind.LOOKUP),
                        entry("GET /v1/requests/{id}", EndpointKind.LOOKUP),
                        entry("GET /v1/requests/{id}/decision", EndpointKind.LOOKUP),
                        entry("POST /v1/feedback", EndpointKind.LOOKUP),
                        entry("PUT /v1/routers/{name}", EndpointKind.LOOKUP),
                        entry("GET /v1/routers/{name}", EndpointKind.LOOKUP),
                        entry("DELETE /v1/routers/{name}", EndpointKind.LOOKUP),
                        entry("PUT " + RouterEndpoint.AZURE, EndpointKind.LOOKUP),
                        entry("GET " + RouterEndpoint.AZURE, EndpointKind.LOOKUP),
                        entry("DELETE " + RouterEndpoint.AZURE, EndpointKind.LOOKUP),
                        entry("GET /healthz", EndpointKind.OPERATIONS),
                        entry("GET /readyz", EndpointKind.OPERATIONS),
                        entry("GET /metrics", EndpointKind.OPERATIONS),
                        entry("POST /peers/health", EndpointKind.OPERATIONS)));
    }

    @Test
    void everyEndpointToModelsRefusesWithoutAKeyInItsDialect() {
        road.simulator.reset();
        for (Endpoints.Entry entry : of(EndpointKind.MODEL)) {
            HttpResponse<String> answer = ask(entry);
            assertThat(answer.statusCode()).as(path(entry)).isEqualTo(401);
            assertThat(answer.body())
                    .as(path(entry))
                    .contains(isGemini(entry) ? "UNAUTHENTICATED" : "authentication_error");
            assertThat(answer.body().startsWith("{\"type\":\"error\""))
                    .as(path(entry) + " " + answer.body())
                    .isEqualTo(path(entry).startsWith("/v1/messages"));
            assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        }
        assertThat(road.simulator.stats().requests()).isZero();
    }

    @Test
    void everyLookUpRefusesWithoutAKey() {
        for (Endpoints.Entry entry : of(EndpointKind.LOOKUP)) {
            assertThat(ask(entry).statusCode()).as(path(entry)).isEqualTo(401);
            HttpResponse<String> anthropic = entry.method().equals("POST")
                    ? road.post(path(entry), body(entry), "anthropic-version", "2023-06-01")
                    : road.get(path(entry), "anthropic-version", "2023-06-01");
            assertThat(anthropic.statusCode()).as(path(entry)).isEqualTo(401);
            assertThat(anthropic.body())
                    .as(path(entry))
                    .startsWith(isGemini(entry) ? "{\"error\":{\"code\":401" : "{\"type\":\"error\"");
        }
    }

    @Test
    void operationsNeedNoKey() {
        for (Endpoints.Entry entry : of(EndpointKind.OPERATIONS)) {
            int status = entry.method().equals("GET") ? 200 : 404; // peers talk where they are configured only
            assertThat(ask(entry).statusCode()).as(path(entry)).isEqualTo(status);
        }
    }

    @Test
    void everyEndpointToModelsWalksTheRoadWithAKey() {
        for (Endpoints.Entry entry : of(EndpointKind.MODEL)) {
            HttpResponse<String> answer = road.post(path(entry), body(entry));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            String id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
            if (isCount(entry)) {
                assertThat(answer.headers().firstValue("x-signalbox-count")).contains("estimated");
                continue; // counts are in no ledger
            }
            assertThat(road.get("/v1/requests/" + id).body()).contains(id).contains("\"caller\":\"tester\"");
        }
    }
}
