package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What callers see of models and routes that go away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleTest {
    private static final String CHAT = """
            {"model":"%s","max_tokens":50,"messages":[{"role":"user","content":"Which platform?"}]}""";

    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.withModels("""
                leaving:
                  strategy: static
                  targets: [{ model: gpt }]
                  lifecycle: { deprecated: 2024-07-01, sunset: 2199-12-01, successor: both, link: "https://example.com/a?b=c" }
                announced:
                  strategy: static
                  targets: [{ model: gpt }]
                  lifecycle: { deprecated: 2199-01-01 }
                gone:
                  strategy: static
                  targets: [{ model: gpt }]
                  lifecycle: { deprecated: 2024-07-01, sunset: 2024-12-01, successor: gpt, link: "https://example.com/gone" }
                both:
                  strategy: priority
                  targets: [{ model: old-1 }, { model: claude, priority: 1 }]
                nobody:
                  strategy: priority
                  targets: [{ model: old-1 }, { model: old-2 }]
                falls:
                  strategy: priority
                  targets: [{ model: gpt-b }, { model: gpt-c, priority: 1 }]
                """, """
                "old-*": { provider: openai, lifecycle: { deprecated: 2024-01-01, sunset: 2024-06-01, successor: azure/gpt-4o } }
                house: { provider: openai, id: sim-gpt, lifecycle: { deprecated: 2024-07-01 } }
                """);
    }

    @AfterAll
    void stop() {
        road.close();
    }

    @BeforeEach
    void reset() {
        road.simulator.script("");
    }

    private HttpResponse<String> chat(String model) {
        return road.post("/v1/chat/completions", CHAT.formatted(model));
    }

    @Test
    void answersOfWhatIsDeprecatedTellSo() {
        HttpResponse<String> answer = chat("leaving");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("deprecation")).contains("@1719792000");
        assertThat(answer.headers().firstValue("sunset")).contains("Sun, 01 Dec 2199 00:00:00 GMT");
        assertThat(answer.headers().allValues("link"))
                .containsExactly(
                        "<https://example.com/a?b=c>; rel=\"sunset\"", "</v1/models/both>; rel=\"successor-version\"");
    }

    @Test
    void streamsTellItToo() {
        HttpResponse<String> answer =
                road.post("/v1/chat/completions", CHAT.formatted("house").replaceFirst("\\{", "{\"stream\":true,"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("deprecation")).contains("@1719792000");
        assertThat(answer.headers().firstValue("sunset")).isEmpty();
        assertThat(answer.headers().firstValue("link")).isEmpty();
    }

    @Test
    void whatIsOnlyAnnouncedAndWhatStaysTellNothing() {
        assertThat(chat("announced").headers().map()).doesNotContainKeys("deprecation", "sunset", "link");
        assertThat(chat("gpt").headers().map()).doesNotContainKeys("deprecation", "sunset", "link");
    }

    @Test
    void whatIsRetiredIsRefusedInTheCallersDialect() {
        long before = road.simulator.stats().requests();
        HttpResponse<String> openAi = chat("gone");
        assertThat(openAi.statusCode()).isEqualTo(410);
        assertThat(openAi.body())
                .contains("\"code\":\"model_retired\"", "\"param\":\"model\"", "\\\"gpt\\\", its successor");
        assertThat(openAi.headers().firstValue("x-should-retry")).contains("false");
        assertThat(openAi.headers().firstValue("sunset")).contains("Sun, 01 Dec 2024 00:00:00 GMT");
        assertThat(openAi.headers().allValues("link"))
                .containsExactly(
                        "<https://example.com/gone>; rel=\"sunset\"", "</v1/models/gpt>; rel=\"successor-version\"");
        HttpResponse<String> anthropic = road.post("/v1/messages", CHAT.formatted("gone"));
        assertThat(anthropic.statusCode()).isEqualTo(410);
        assertThat(anthropic.body()).contains("\"not_found_error\"", "its successor");
        HttpResponse<String> gemini = road.post(
                "/v1beta/models/gone:generateContent",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");
        assertThat(gemini.statusCode()).isEqualTo(410);
        assertThat(gemini.body()).contains("\"code\":410", "\"NOT_FOUND\"", "its successor");
        HttpResponse<String> responses = road.post("/v1/responses", "{\"model\":\"gone\",\"input\":\"Hi\"}");
        assertThat(responses.statusCode()).isEqualTo(410);
        assertThat(responses.body()).contains("\"model_retired\"");
        HttpResponse<String> count = road.post("/v1/messages/count_tokens", CHAT.formatted("gone"));
        assertThat(count.statusCode()).isEqualTo(410);
        assertThat(road.simulator.stats().requests()).isEqualTo(before);
    }

    @Test
    void aRetiredModelOfARouteIsSkipped() {
        HttpResponse<String> answer = chat("both");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-signalbox-model")).contains("claude");
        assertThat(answer.headers().firstValue("x-signalbox-attempts")).contains("1");
        HttpResponse<String> none = chat("nobody");
        assertThat(none.statusCode()).isEqualTo(410);
        assertThat(none.headers().firstValue("link")).contains("</v1/models/azure/gpt-4o>; rel=\"successor-version\"");
    }

    @Test
    void theListOfModelsHasTheDates() {
        String list = road.get("/v1/models").body();
        assertThat(list)
                .contains("\"stage\":\"deprecated\",\"deprecated\":\"2024-07-01\",\"sunset\":\"2199-12-01\","
                        + "\"successor\":\"both\",\"link\":\"https://example.com/a?b=c\"")
                .contains("\"stage\":\"active\",\"deprecated\":\"2199-01-01\"")
                .doesNotContain("\"gone\"", "\"nobody\"", "\"old-*\"");
        assertThat(road.get("/v1/models/gone").statusCode()).isEqualTo(410);
        assertThat(road.get("/v1/models/old-3").statusCode()).isEqualTo(410);
        assertThat(road.get("/v1/models/leaving", "x-api-key", TestGateway.KEY, "anthropic-version", "2023-06-01")
                        .body())
                .contains("\"type\":\"model\"", "\"sunset\":\"2199-12-01\"");
        assertThat(road.get("/v1beta/models/leaving", "x-goog-api-key", TestGateway.KEY)
                        .body())
                .contains("deprecated from 2024-07-01, retired from 2199-12-01, successor: both")
                .doesNotContain("lifecycle");
    }

    @Test
    void usesAreCounted() {
        chat("house");
        chat("old-77");
        assertThat(road.get("/metrics").body())
                .containsPattern("signalbox_deprecated_uses_total\\{name=\"house\",stage=\"deprecated\"} [1-9]")
                .containsPattern("signalbox_deprecated_uses_total\\{name=\"old-\\*\",stage=\"retired\"} [1-9]");
    }

    @Test
    void aProviderThatRetiredItsModelIsNotTheEnd() {
        road.simulator.script("410:model=sim-gpt-b");
        HttpResponse<String> answer = chat("falls");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-signalbox-model")).contains("gpt-c");
        assertThat(road.get("/metrics").body())
                .containsPattern("signalbox_models_missing_total\\{provider=\"openai\",target=\"gpt-b\"} [1-9]");
    }
}
