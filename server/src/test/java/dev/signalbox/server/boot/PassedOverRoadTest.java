package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a decision tells of targets whose turn came and that were not asked, beside the answer's header fields and the ledger. */
class PassedOverRoadTest {
    private static final String ROUTES = """
            main: { strategy: priority, targets: [{ model: small, retry: { attempts: 0 } }, { model: claude, priority: 1 }] }
            thrifty:
              strategy: cascade
              targets: [{ model: gpt }, { model: small }, { model: claude }]
              escalate: { says: ["not sure"] }
            """;

    private static TestGateway limited(String rules) {
        return TestGateway.withModels(ROUTES, "small: { provider: openai, id: sim-small, " + rules + " }\n");
    }

    private static HttpResponse<String> ask(TestGateway road, String model) {
        return ask(road, model, "echo: all is well");
    }

    private static HttpResponse<String> ask(TestGateway road, String model, String words) {
        return road.post("/v1/chat/completions", """
                {"model":"%s","messages":[{"role":"user","content":"%s"}]}""".formatted(model, words));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static Json.Obj told(TestGateway road, HttpResponse<String> answer, String more) {
        HttpResponse<String> told = road.get("/v1/requests/" + header(answer, "x-signalbox-request-id") + more);
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        try {
            return (Json.Obj) JsonCodec.read(told.body().getBytes(UTF_8));
        } catch (JsonProblem e) {
            throw new AssertionError(told.body(), e);
        }
    }

    private static List<Json.Obj> passedOver(Json.Obj decision) {
        return decision.items("passed_over").stream().map(Json.Obj.class::cast).toList();
    }

    /** Header fields, decision and ledger tell of the same attempts and of the same targets that were not asked. */
    private static Json.Obj agreed(TestGateway road, HttpResponse<String> answer) {
        Json.Obj decision = told(road, answer, "/decision");
        Json.Obj entry = told(road, answer, "");
        List<String> attempts = decision.items("attempts").stream()
                .map(each -> ((Json.Obj) each).text("target").orElse(""))
                .toList();
        assertThat(entry.items("attempts"))
                .extracting(each -> ((Json.Obj) each).text("target").orElse(""))
                .isEqualTo(attempts);
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo(Integer.toString(attempts.size()));

        List<String> adjusted = entry.items("adjustments").stream()
                .map(Json.Obj.class::cast)
                .filter(each -> each.text("field").equals(Optional.of("model")))
                .filter(each -> !each.text("reason").orElse("").startsWith("escalated"))
                .map(each -> each.text("from").orElse("") + ": "
                        + each.text("reason").orElse(""))
                .toList();
        assertThat(passedOver(decision).stream()
                        .filter(each -> !attempts.contains(each.text("target").orElse("")))
                        .map(each -> each.text("target").orElse("") + ": "
                                + each.text("reason").orElse("")))
                .containsExactlyElementsOf(adjusted);
        if (!adjusted.isEmpty()) {
            assertThat(header(answer, "x-signalbox-adjustments"))
                    .contains("model=" + header(answer, "x-signalbox-model"));
        }
        return decision;
    }

    private static Duration left(Json.Obj passed) {
        return Duration.between(
                Instant.parse(passed.text("at").orElseThrow()),
                Instant.parse(passed.text("until").orElseThrow()));
    }

    @Test
    void tellsOfATargetThatHadItsMinute() {
        try (TestGateway road = limited("limits: { requests-per-minute: 1 }")) {
            assertThat(passedOver(agreed(road, ask(road, "main")))).isEmpty();

            HttpResponse<String> second = ask(road, "main");
            assertThat(header(second, "x-signalbox-model")).isEqualTo("claude");
            Json.Obj passed = passedOver(agreed(road, second)).getFirst();
            assertThat(passed.text("target")).contains("small");
            assertThat(passed.text("provider")).contains("openai");
            assertThat(passed.text("kind")).contains("ceiling");
            assertThat(passed.text("reason")).contains("model small takes 1 requests a minute, and had them");
            assertThat(left(passed)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(62));
        }
    }

    @Test
    void tellsOfATargetWhoseProviderSaidWhenToComeBack() {
        try (TestGateway road = limited("owner: us")) {
            road.simulator.script("429:retry-after=60,model=sim-small");
            assertThat(passedOver(agreed(road, ask(road, "main"))))
                    .as("it was asked")
                    .isEmpty();

            HttpResponse<String> second = ask(road, "main");
            assertThat(header(second, "x-signalbox-attempts")).isEqualTo("1");
            Json.Obj passed = passedOver(agreed(road, second)).getFirst();
            assertThat(passed.text("kind")).contains("advice");
            assertThat(left(passed)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        }
    }

    @Test
    void tellsOfATargetThatWasAskedInTheEndBecauseNobodyElseWasLeft() {
        try (TestGateway road = limited("owner: us")) {
            road.simulator.script(
                    "headers:x-ratelimit-remaining-requests=0,x-ratelimit-reset-requests=1h,model=sim-small");
            assertThat(ask(road, "small").statusCode()).isEqualTo(200);
            road.simulator.script("500:model=sim-claude");
            HttpResponse<String> answer = ask(road, "main");
            assertThat(header(answer, "x-signalbox-model")).isEqualTo("small");
            Json.Obj decision = agreed(road, answer);
            assertThat(passedOver(decision))
                    .singleElement()
                    .satisfies(passed -> assertThat(passed.text("target")).contains("small"));
            assertThat(decision.items("attempts"))
                    .last()
                    .satisfies(served ->
                            assertThat(((Json.Obj) served).text("target")).contains("small"));
        }
    }

    @Test
    void tellsOfARequestThatFoundEverybodyFull() {
        try (TestGateway road = limited("limits: { requests-per-minute: 1 }")) {
            assertThat(ask(road, "small").statusCode()).isEqualTo(200);
            HttpResponse<String> refused = ask(road, "small");
            assertThat(refused.statusCode()).isEqualTo(429);
            Json.Obj decision = told(road, refused, "/decision");
            assertThat(decision.items("attempts")).isEmpty();
            assertThat(passedOver(decision))
                    .singleElement()
                    .satisfies(passed -> assertThat(passed.text("kind")).contains("ceiling"));
        }
    }

    @Test
    void tellsOfATargetThatABreakerHasTakenOut() {
        try (TestGateway road =
                limited("breaker: { rules: [{ name: broken, count: 1, trip: 1h, last-resort: never }] }")) {
            road.simulator.script("500:model=sim-small");
            assertThat(ask(road, "main").statusCode()).isEqualTo(200);
            HttpResponse<String> refused = ask(road, "small");
            assertThat(refused.statusCode()).isEqualTo(503);
            Json.Obj passed = passedOver(told(road, refused, "/decision")).getFirst();
            assertThat(passed.text("kind")).contains("open");
            assertThat(passed.text("reason")).contains("taken out by the rule broken");
            assertThat(left(passed)).isGreaterThan(Duration.ofMinutes(30));
        }
    }

    @Test
    void tellsOfATargetThatCouldNotTakeOverFromAWeakAnswer() {
        try (TestGateway road = limited("limits: { requests-per-minute: 1 }")) {
            assertThat(ask(road, "small").statusCode()).isEqualTo(200);
            HttpResponse<String> answer = ask(road, "thrifty", "echo: I am not sure");
            assertThat(header(answer, "x-signalbox-model")).isEqualTo("claude");
            Json.Obj passed = passedOver(agreed(road, answer)).getFirst();
            assertThat(passed.text("target")).contains("small");
        }
    }
}
