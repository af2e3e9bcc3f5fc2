package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.log.ReceivedRequest;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that judge the prompt, with what callers may wish of them and what they are told. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class LearnedRoadTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String FEATURE = "ModelRouterControls=V1Preview";
    private static TestGateway road;

    @BeforeAll
    static void start() {
        String wide =
                "wide: { strategy: learned, models: [small, large], known-as: { small: \"%s\", large: \"%s\" } }\n"
                        .formatted(LearnedModels.known(0), LearnedModels.known(1));
        road = TestGateway.withModels(
                LearnedModels.route("auto", "")
                        + LearnedModels.route("best", ", mode: quality, affinity: { strategy: none }")
                        + LearnedModels.route("cheap", ", max-cost: 0.0000001")
                        + wide,
                """
                small: { provider: openai, id: sim-small, context: 4k, price: { input: 0.01, output: 0.02 } }
                large: { provider: openai, id: sim-large, context: 64k, price: { input: 10, output: 20 } }
                """);
    }

    @AfterAll
    static void stop() {
        road.close();
    }

    @BeforeEach
    void forget() {
        road.simulator.clearFaults();
        road.simulator.reset();
    }

    private static HttpResponse<String> ask(String model, String fields, String... headers) {
        return asking(model, "[{\"role\":\"user\",\"content\":\"What is 12 times 12?\"}]", fields, headers);
    }

    private static HttpResponse<String> asking(String model, String messages, String fields, String... headers) {
        String body = "{\"model\":\"" + model + "\",\"messages\":" + messages + fields + "}";
        return road.post(CHAT, body, authorised(headers));
    }

    private static String[] authorised(String... headers) {
        List<String> all = new ArrayList<>(List.of("authorization", "Bearer " + TestGateway.KEY));
        all.addAll(Arrays.asList(headers));
        return all.toArray(String[]::new);
    }

    private static Json.Obj read(String json) {
        try {
            return JsonCodec.readObject(json.getBytes(UTF_8));
        } catch (JsonProblem e) {
            throw new AssertionError(json, e);
        }
    }

    private static Json.Obj plan(HttpResponse<String> answer) {
        String id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
        HttpResponse<String> told = road.get("/v1/requests/" + id + "/decision");
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        return read(told.body()).object("plan").orElseThrow();
    }

    private static Json.Obj selection(HttpResponse<String> answer) {
        return plan(answer).object("model_selection").orElseThrow();
    }

    private static Json.Obj router(Json.Obj answer) {
        return answer.object("model_selection_details")
                .flatMap(details -> details.object("model_router_details"))
                .orElseThrow();
    }

    private static String served(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-signalbox-model").orElse("");
    }

    private static List<Json.Obj> objects(Json.Obj owner, String field) {
        return owner.items(field).stream().map(Json.Obj.class::cast).toList();
    }

    @Test
    void servesWhatTheDecisionPutsFirstAndTellsWhy() {
        HttpResponse<String> answer = ask("best", "");
        Json.Obj plan = plan(answer);
        Json.Obj selection = plan.object("model_selection").orElseThrow();
        assertThat(objects(plan, "candidates").getFirst().text("target")).contains(served(answer));
        assertThat(selection.text("mode")).contains("quality");
        assertThat(selection.text("mode_from")).contains("route");
        assertThat(selection.text("weights")).isPresent();
        List<Json.Obj> models = objects(selection, "models");
        assertThat(models)
                .extracting(model -> model.text("target").orElse(""))
                .containsExactly("gpt", "gpt-b", "claude");
        double best = models.stream()
                .mapToDouble(model -> model.decimal("quality").orElseThrow().doubleValue())
                .max()
                .orElseThrow();
        boolean novel = selection.object("prompt").orElseThrow().bool("novel").orElse(false);
        assertThat(models)
                .filteredOn(model -> model.text("target").orElse("").equals(served(answer)))
                .singleElement()
                .matches(
                        model -> novel || model.decimal("quality").orElseThrow().doubleValue() == best);
        assertThat(models)
                .allSatisfy(model -> assertThat(
                                model.decimal("cost_usd").orElseThrow().signum())
                        .isPositive());
        assertThat(selection.object("prompt").orElseThrow().text("domain")).isPresent();
    }

    @Test
    void namesTheUnderlyingModelInTheAnswer() {
        HttpResponse<String> answer = ask("auto", "");
        assertThat(read(answer.body()).text("model")).contains("sim-" + served(answer));
        assertThat(answer.body()).doesNotContain("model_selection_details");
    }

    @Test
    void neverForwardsWhatIsMeantForItself() {
        String wishes = ",\"routing_config\":{\"mode\":\"cost\",\"models\":[\"gpt-b\"],\"require_parameters\":true,"
                + "\"session_affinity\":{\"strategy\":\"sticky\",\"session_id\":\"s\"}},\"temperature\":0.5";
        HttpResponse<String> answer = ask("auto", wishes, "foundry-features", FEATURE, "x-ms-session-id", "t");
        assertThat(served(answer)).isEqualTo("gpt-b");
        assertThat(answer.headers().firstValue("x-signalbox-losses")).isEmpty();
        ReceivedRequest received = road.simulator.requests().getLast();
        assertThat(received.bodyText()).contains("\"temperature\":0.5").doesNotContain("routing_config");
        assertThat(received.headers()).doesNotContainKeys("foundry-features", "x-ms-session-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, "/v1/responses", "/v1/messages"})
    void tellsTheSelectionInStreamsOfEveryDialect(String path) {
        String said = path.equals("/v1/responses")
                ? "\"input\":\"Hello\""
                : "\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";
        HttpResponse<String> answer = road.post(
                path,
                "{\"model\":\"auto\",\"stream\":true," + said + "}",
                authorised("x-signalbox-router-details", "true"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> telling = answer.body()
                .lines()
                .filter(line -> line.contains("model_selection_details"))
                .toList();
        assertThat(telling).hasSize(1);
        Json.Obj event = read(telling.getFirst().substring("data: ".length()));
        Json.Obj router = router(event.object("response").orElse(event));
        assertThat(objects(objects(router, "routing_trace").getFirst(), "attempts"))
                .hasSize(1);
    }

    @Test
    void tellsTheSelectionOfWholeAnswersInOtherDialects() {
        HttpResponse<String> answer = road.post(
                "/v1/messages",
                "{\"model\":\"auto\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],"
                        + "\"routing_config\":{\"mode\":\"quality\"}}",
                authorised("foundry-features", FEATURE));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(router(read(answer.body())).text("mode")).contains("quality");
        assertThat(road.simulator.requests().getLast().bodyText()).doesNotContain("routing_config");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"mode\":\"fast\"} | routing_config.mode",
                "{\"mode\":7} | routing_config.mode",
                "{\"modes\":\"cost\"} | modes",
                "{\"models\":[]} | routing_config.models",
                "{\"models\":\"gpt\"} | routing_config.models",
                "{\"models\":[7]} | routing_config.models[0]",
                "{\"models\":[\"nobody\"]} | nobody",
                "{\"models\":[\"gpt\",\"unpriced\"]} | unpriced",
                "{\"require_parameters\":\"yes\"} | require_parameters",
                "{\"session_affinity\":\"sticky\"} | session_affinity",
                "{\"session_affinity\":{\"strategy\":\"glue\"}} | session_affinity.strategy",
                "{\"session_affinity\":{\"id\":\"x\"}} | session_affinity",
                "[1] | routing_config",
                "\"balanced\" | routing_config"
            })
    void refusesWhatItCannotReadBeforeAnybodyIsCalled(String wishes, String named) {
        HttpResponse<String> answer = ask("auto", ",\"routing_config\":" + wishes);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        Json.Obj error = read(answer.body()).object("error").orElseThrow();
        assertThat(error.text("code")).contains("invalid_routing_config");
        assertThat(error.text("message").orElse("")).contains(named).contains("expected");
        assertThat(road.simulator.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"mode\":\"Blanced\"} | did you mean balanced?",
                "{\"models\":[\"gtp-b\"]} | did you mean gpt-b?",
                "{\"require_parametrs\":true} | did you mean require_parameters?",
                "{\"session_affinity\":{\"strategy\":\"stiky\"}} | did you mean sticky?"
            })
    void saysWhichWordWasProbablyMeant(String wishes, String phrase) {
        HttpResponse<String> answer = ask("auto", ",\"routing_config\":" + wishes);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("; " + phrase + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-signalbox-router-mode | qualitty | did you mean quality?",
                "x-signalbox-router-models | gpt, cluade | did you mean claude?",
                "x-signalbox-router-affinity | adaptiv | did you mean adaptive?",
                "x-signalbox-router-details | ture | did you mean true?"
            })
    void saysItOfHeadersToo(String header, String word, String phrase) {
        HttpResponse<String> answer = road.post(
                "/v1/chat/completions",
                "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                "authorization",
                "Bearer " + TestGateway.KEY,
                header,
                word);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("; " + phrase + ")");
    }

    @Test
    void refusesInTheCallersOwnDialect() {
        HttpResponse<String> answer = road.post(
                "/v1/messages",
                "{\"model\":\"auto\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                        + "\"routing_config\":{\"mode\":\"fast\"}}",
                authorised());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(read(answer.body()).text("type")).contains("error");
        assertThat(answer.body()).contains("invalid_request_error").contains("routing_config.mode");
    }

    @Test
    void readsTheSameWishesFromHeaders() {
        HttpResponse<String> answer = ask(
                "auto",
                "",
                "x-signalbox-router-mode",
                "quality",
                "x-signalbox-router-models",
                "gpt-b, sim-claude",
                "x-signalbox-router-affinity",
                "none");
        Json.Obj selection = selection(answer);
        assertThat(selection.text("mode")).contains("quality");
        assertThat(selection.text("mode_from")).contains("request");
        assertThat(selection.object("session_affinity").orElseThrow().text("mode"))
                .contains("none");
        assertThat(objects(plan(answer), "skipped")).singleElement().satisfies(skipped -> {
            assertThat(skipped.text("target")).contains("gpt");
            assertThat(skipped.text("kind")).contains("match");
        });
        for (Map.Entry<String, String> bad : Map.of(
                        "x-signalbox-router-mode", "fast",
                        "x-signalbox-router-models", "gpt,nobody",
                        "x-signalbox-router-require-parameters", "yes",
                        "x-signalbox-router-details", "1",
                        "x-signalbox-router-affinity", "glue")
                .entrySet()) {
            HttpResponse<String> refused = ask("auto", "", bad.getKey(), bad.getValue());
            assertThat(refused.statusCode()).as(bad + refused.body()).isEqualTo(400);
        }
    }

    @Test
    void refusesSoundAndTakesPictures() {
        String sound = "[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\","
                + "\"format\":\"wav\"}}]}]";
        HttpResponse<String> refused = asking("auto", sound, "");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("audio_not_supported");
        assertThat(road.simulator.requests()).isEmpty();
        String picture = "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is it?\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBORw0KGgo=\"}}]}]";
        assertThat(served(asking("auto", picture, ""))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \\n\\t ", "\\u2003 \\u3000"})
    void sendsAPromptWithoutWordsByTheOrderOfTheSubset(String blank) {
        String messages =
                "[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"" + blank + "\"}]";
        HttpResponse<String> answer = asking("auto", messages, "");
        assertThat(served(answer)).isEqualTo("gpt");
        Json.Obj selection = selection(answer);
        assertThat(selection.text("basis")).contains("order");
        assertThat(selection.text("embedding")).contains("off");
        assertThat(selection.text("note")).contains("no words of the user were found, so there is nothing to judge");
        road.simulator.script("400:times=9"); // as providers do that take no empty message
        assertThat(asking("auto", messages, "").statusCode()).isEqualTo(400);
    }

    @Test
    void keepsASessionWithTheModelThatAnsweredIt() {
        String[] one = {"x-ms-session-id", "one"};
        String sticky = ",\"routing_config\":{\"session_affinity\":{\"strategy\":\"sticky\"}}";
        String narrowed =
                ",\"routing_config\":{\"models\":[\"claude\"],\"session_affinity\":{\"strategy\":\"sticky\"}}";
        assertThat(selection(ask("auto", narrowed, one))
                        .object("session_affinity")
                        .orElseThrow()
                        .text("decision"))
                .contains("initialize");
        HttpResponse<String> kept = ask("auto", sticky, one);
        assertThat(served(kept)).isEqualTo("claude");
        Json.Obj affinity = selection(kept).object("session_affinity").orElseThrow();
        assertThat(affinity.text("decision")).contains("retain");
        assertThat(affinity.text("source")).contains("header");
        HttpResponse<String> moved = ask("auto", narrowed.replace("claude", "gpt-b"), one);
        assertThat(selection(moved).object("session_affinity").orElseThrow().text("decision"))
                .contains("switch");
        assertThat(served(ask("auto", sticky, one))).isEqualTo("gpt-b");
        String other = ",\"routing_config\":{\"session_affinity\":{\"strategy\":\"sticky\",\"session_id\":\"two\"}}";
        assertThat(selection(ask("auto", other, one))
                        .object("session_affinity")
                        .orElseThrow()
                        .text("source"))
                .as("the body goes before the header")
                .contains("session_id");
    }

    @Test
    void knowsAConversationByItsEarlierMessages() {
        String sticky = ",\"routing_config\":{\"models\":[\"claude\"],\"session_affinity\":{\"strategy\":\"sticky\"}}";
        String first =
                "{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Name a river.\"}";
        asking("auto", "[" + first + "]", sticky);
        HttpResponse<String> next = asking(
                "auto",
                "[" + first
                        + ",{\"role\":\"assistant\",\"content\":\"Elbe\"},{\"role\":\"user\",\"content\":\"Another.\"}]",
                ",\"routing_config\":{\"session_affinity\":{\"strategy\":\"sticky\"}}");
        assertThat(served(next)).isEqualTo("claude");
        assertThat(selection(next).object("session_affinity").orElseThrow().text("decision"))
                .contains("retain");
    }

    @Test
    void leavesOutWhatCostsTooMuch() {
        HttpResponse<String> answer = ask("cheap", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("max-cost");
        assertThat(road.simulator.requests()).isEmpty();
    }

    @Test
    void leavesOutWhatDoesNotTakeEveryParameter() {
        String strict = ",\"logit_bias\":{\"50256\":-100},\"routing_config\":{\"require_parameters\":true}";
        HttpResponse<String> answer = ask("auto", strict);
        assertThat(served(answer)).startsWith("gpt");
        assertThat(objects(plan(answer), "skipped"))
                .singleElement()
                .satisfies(
                        skipped -> assertThat(skipped.text("reason").orElse("")).contains("logit_bias"));
        assertThat(objects(plan(ask("auto", ",\"logit_bias\":{\"50256\":-100}")), "skipped"))
                .isEmpty();
    }

    @Test
    void servesUpToTheLargestWindowAndTellsTheSmallest() {
        Json.Obj model = read(road.get("/v1/models/wide").body());
        assertThat(model.whole("context_window")).hasValue(64_000);
        assertThat(model.whole("smallest_context_window")).hasValue(4_000);
        String words = "[{\"role\":\"user\",\"content\":\"" + "word ".repeat(8_000) + "\"}]";
        HttpResponse<String> answer = asking("wide", words, "");
        assertThat(served(answer)).isEqualTo("large");
        assertThat(objects(plan(answer), "skipped"))
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.text("kind")).contains("context"));
    }

    @Test
    void leavesTheFieldOfOtherRoutesAlone() {
        HttpResponse<String> answer = ask("gpt", ",\"routing_config\":{\"mode\":\"no mode\"}");
        assertThat(served(answer)).isEqualTo("gpt");
        assertThat(road.simulator.requests().getLast().bodyText()).contains("routing_config");
    }

    @Test
    void tellsHowLongTheDecisionTook() {
        String timing = ask("auto", "").headers().firstValue("server-timing").orElseThrow();
        assertThat(timing).containsPattern("routing;dur=[0-9.]+, learned;dur=[0-9.]+, dispatch;dur=");
        assertThat(ask("gpt", "").headers().firstValue("server-timing").orElseThrow())
                .doesNotContain("learned");
    }

    @Test
    void countsWhatItDecides() {
        ask("auto", "");
        String metrics = road.get("/metrics").body();
        assertThat(metrics)
                .contains("signalbox_router_picks_total{")
                .contains("signalbox_router_embeddings_total{")
                .contains("signalbox_router_affinity_total{")
                .contains("signalbox_router_decision_seconds_bucket{route=\"auto\"");
    }
}
