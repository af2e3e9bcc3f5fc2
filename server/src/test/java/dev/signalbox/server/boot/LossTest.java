package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers notice where a model cannot carry all that they ask. */
class LossTest {
    private static final String RULE = "x-signalbox-on-loss";
    private static final String SEED = "\"seed\": 7";
    private static final String SEARCH = "\"web_search_options\": {\"search_context_size\": \"low\"}";

    private TestGateway road;

    @BeforeEach
    void start() {
        road = TestGateway.withRoutes("""
                either: { strategy: priority, targets: [{ model: claude }, { model: gpt, priority: 1 }] }
                careful: { strategy: static, losses: strict, targets: [{ model: claude }] }
                """);
    }

    @AfterEach
    void stop() {
        road.close();
    }

    private HttpResponse<String> ask(String model, String more, String... rule) {
        String body = """
                {"model": "%s", "messages": [{"role": "user", "content": "echo: all is well"}], %s}""".formatted(model, more);
        return rule.length == 0
                ? road.post("/v1/chat/completions", body)
                : road.post("/v1/chat/completions", body, "authorization", "Bearer " + TestGateway.KEY, RULE, rule[0]);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void aHintIsDroppedAndTold() {
        HttpResponse<String> answer = ask("claude", SEED);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "x-signalbox-losses")).isEqualTo("seed");
        String entry = road.get("/v1/requests/" + header(answer, "x-signalbox-request-id"))
                .body();
        assertThat(entry).contains("\"field\":\"seed\"").contains("\"weight\":\"hint\"");
    }

    @Test
    void aLossOfMeaningIsRefusedWithTheFieldAndTheWayOut() {
        HttpResponse<String> answer = ask("claude", SEARCH);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"code\":\"loss_not_allowed\"")
                .contains("\"param\":\"web_search_options\"")
                .contains("x-signalbox-on-loss: allow");
        assertThat(header(answer, "x-should-retry")).isEqualTo("false");
        assertThat(road.get("/metrics").body()).contains("signalbox_losses_refused_total{asked=\"claude\"} 1");
    }

    @Test
    void theCallerMayAllowIt() {
        HttpResponse<String> answer = ask("claude", SEARCH + ", \"n\": 2", "allow");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "x-signalbox-losses")).isEqualTo("web_search_options, n");
        assertThat(road.get("/metrics").body())
                .contains("signalbox_losses_total{model=\"claude\",weight=\"meaning\"} 2");
    }

    @Test
    void theCallerMayBeStrict() {
        HttpResponse<String> answer = ask("claude", SEED, "strict");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"param\":\"seed\"").contains("x-signalbox-on-loss: safe");
    }

    @Test
    void aRouteMayBeStrictUnlessTheCallerSaysOtherwise() {
        assertThat(ask("careful", SEED).statusCode()).isEqualTo(400);
        assertThat(ask("careful", "\"seed\": null").statusCode()).isEqualTo(200);
        assertThat(ask("careful", SEED, "safe").statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownRuleIsRefused() {
        HttpResponse<String> answer = ask("gpt", SEED, "lenient");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("expected one of: safe, strict, allow");
    }

    @Test
    void aTargetThatCannotCarryTheRequestIsPassedOver() {
        HttpResponse<String> answer = ask("either", SEARCH);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("1");
        assertThat(header(answer, "x-signalbox-adjustments")).isEqualTo("model=gpt");
        assertThat(road.get("/v1/requests/" + header(answer, "x-signalbox-request-id"))
                        .body())
                .contains("\"from\":\"claude\"")
                .contains("web_search_options: the Messages dialect has no such field");
        assertThat(header(ask("either", SEED), "x-signalbox-model")).isEqualTo("claude");
    }

    @Test
    void aTargetOfTheCallersOwnDialectGetsWhatNobodyElseCanRead() {
        String functions = "\"functions\": [{\"name\": \"look\", \"parameters\": {\"type\": \"object\"}}]";
        HttpResponse<String> answer = ask("either", functions);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        HttpResponse<String> refused = ask("claude", functions);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("expected: tools and tool_choice");
    }

    @Test
    void severalAnswersPassOverATargetThatGivesOne() {
        HttpResponse<String> answer = ask("either", "\"n\": 2");
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        assertThat(ask("claude", "\"n\": 2").body()).contains("several_answers_not_supported");
        assertThat(road.post("/v1beta/models/claude:generateContent", """
                {"contents": [{"parts": [{"text": "hi"}]}], "generationConfig": {"candidateCount": 2}}""").body())
                .contains("generationConfig.candidateCount: 2");
    }

    @Test
    void aFailureIsToldWhereTheOthersCannotCarryTheRequest() {
        try (TestGateway other = TestGateway.with("""
                either: { strategy: priority, targets: [{ model: gpt }, { model: claude, priority: 1 }] }
                """, ", retry: { attempts: 1, delay: 5ms }")) {
            other.simulator.script("500:model=sim-gpt");
            HttpResponse<String> answer = other.post("/v1/chat/completions", """
                    {"model": "either", "messages": [{"role": "user", "content": "hi"}], %s}""".formatted(SEARCH));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
            assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("2");
        }
    }

    @Test
    void jsonWithoutASchemaIsAskedForInWords() {
        HttpResponse<String> answer = ask("claude", "\"response_format\": {\"type\": \"json_object\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "x-signalbox-losses")).isEmpty();
        assertThat(header(answer, "x-signalbox-adjustments")).isEqualTo("response_format=an instruction");
    }
}
