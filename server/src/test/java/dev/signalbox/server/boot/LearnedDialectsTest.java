package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A learned route at every door: what callers may wish, what they are told, what is refused. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class LearnedDialectsTest {
    private static TestGateway road;

    /** A door, and how its requests begin. */
    enum Door {
        CHAT("/v1/chat/completions", "\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":%s}]"),
        AZURE("/openai/v1/chat/completions", "\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":%s}]"),
        AZURE_DEPLOYMENT(
                "/openai/deployments/auto/chat/completions?api-version=2024-10-21",
                "\"messages\":[{\"role\":\"user\",\"content\":%s}]"),
        RESPONSES("/v1/responses", "\"model\":\"auto\",\"input\":[{\"role\":\"user\",\"content\":%s}]"),
        AZURE_RESPONSES("/openai/v1/responses", "\"model\":\"auto\",\"input\":[{\"role\":\"user\",\"content\":%s}]"),
        MESSAGES(
                "/v1/messages",
                "\"model\":\"auto\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":%s}]"),
        GOOGLE("/v1beta/models/auto:generateContent", "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":%s}]}]");

        private final String path;
        private final String body;

        Door(String path, String body) {
            this.path = path;
            this.body = body;
        }

        String path(boolean streamed) {
            return streamed && this == GOOGLE ? "/v1beta/models/auto:streamGenerateContent?alt=sse" : path;
        }

        String asking(boolean streamed, String fields) {
            String stream = streamed && this != GOOGLE ? "\"stream\":true," : "";
            return "{" + stream + body.formatted("\"Name a river.\"") + fields + "}";
        }
    }

    @BeforeAll
    static void start() {
        String wide =
                "wide: { strategy: learned, models: [small, large], known-as: { small: \"%s\", large: \"%s\" } }\n"
                        .formatted(LearnedModels.known(0), LearnedModels.known(1));
        String thinking =
                "thinking: { strategy: learned, models: [plain, thinker, claude, gemini], affinity: { strategy: none },"
                        + " known-as: { plain: \"%s\", thinker: \"%s\", claude: \"%s\", gemini: \"%s\" } }\n"
                                .formatted(
                                        LearnedModels.known(0),
                                        LearnedModels.known(1),
                                        LearnedModels.known(2),
                                        LearnedModels.known(3));
        road = TestGateway.withModels(LearnedModels.route("auto", "") + wide + thinking, """
                small: { provider: openai, id: sim-small, context: 4k, price: { input: 0.01, output: 0.02 } }
                large: { provider: openai, id: sim-large, context: 64k, price: { input: 10, output: 20 } }
                plain: { provider: openai, id: sim-plain, base-model: gpt-4o, price: { input: 1, output: 2 } }
                thinker: { provider: openai, id: sim-o3, base-model: o3-mini, price: { input: 1, output: 2 } }
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

    private static HttpResponse<String> post(String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("authorization", "Bearer " + TestGateway.KEY));
        all.addAll(Arrays.asList(headers));
        return road.post(path, body, all.toArray(String[]::new));
    }

    private static Json.Obj read(String json) {
        try {
            return JsonCodec.readObject(json.getBytes(UTF_8));
        } catch (JsonProblem e) {
            throw new AssertionError(json, e);
        }
    }

    private static Json.Obj router(Json.Obj answer) {
        Json.Obj router = answer.object("model_selection_details")
                .flatMap(details -> details.object("model_router_details"))
                .orElseThrow();
        assertThat(router.items("routing_trace")).hasSize(1);
        assertThat(((Json.Obj) router.items("routing_trace").getFirst()).items("attempts"))
                .hasSize(1);
        return router;
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheSelectionBesideWholeAnswers(Door door) {
        HttpResponse<String> answer = post(
                door.path(false),
                door.asking(false, ",\"routing_config\":{\"mode\":\"quality\"}"),
                "foundry-features",
                "ModelRouterControls=V1Preview");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(router(read(answer.body())).text("mode")).contains("quality");
        assertThat(road.simulator.requests().getLast().bodyText()).doesNotContain("routing_config");
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheSelectionOnceInStreams(Door door) {
        HttpResponse<String> answer = post(
                door.path(true),
                door.asking(true, ",\"routing_config\":{\"mode\":\"cost\"}"),
                "x-signalbox-router-details",
                "true");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> telling = answer.body()
                .lines()
                .filter(line -> line.contains("model_selection_details"))
                .toList();
        assertThat(telling).hasSize(1);
        Json.Obj event = read(telling.getFirst().substring("data: ".length()));
        assertThat(router(event.object("response").orElse(event)).text("mode")).contains("cost");
        assertThat(road.simulator.requests().getLast().bodyText()).doesNotContain("routing_config");
    }

    @Test
    void tellsTheSelectionInGooglesStreamsThatAreOneArray() throws JsonProblem {
        HttpResponse<String> answer = post(
                "/v1beta/models/auto:streamGenerateContent",
                Door.GOOGLE.asking(true, ""),
                "x-signalbox-router-details",
                "true");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Json.Arr pieces = (Json.Arr) JsonCodec.read(answer.body().getBytes(UTF_8));
        assertThat(pieces.items().stream()
                        .map(Json.Obj.class::cast)
                        .filter(piece -> piece.object("model_selection_details").isPresent()))
                .singleElement()
                .satisfies(piece -> assertThat(router(piece).text("mode")).contains("balanced"));
    }

    @ParameterizedTest
    @EnumSource
    void tellsNothingThatNobodyAskedFor(Door door) {
        for (boolean streamed : new boolean[] {false, true}) {
            HttpResponse<String> answer = post(door.path(streamed), door.asking(streamed, ""));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("model_selection_details");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWrongWishesBeforeAnybodyIsCalled(Door door) {
        for (boolean streamed : new boolean[] {false, true}) {
            HttpResponse<String> answer =
                    post(door.path(streamed), door.asking(streamed, ",\"routing_config\":{\"mode\":\"fast\"}"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            Json.Obj error = read(answer.body()).object("error").orElseThrow();
            assertThat(error.text("message").orElse("")).contains("routing_config.mode");
        }
        assertThat(road.simulator.requests()).isEmpty();
    }

    static Stream<String[]> sound() {
        String chat = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\","
                + "\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}]}]}";
        String responses = "{\"model\":\"auto\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\","
                + "\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}]}]}";
        String google = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"What is it?\"},{\"inlineData\":"
                + "{\"mimeType\":\"audio/wav\",\"data\":\"AAAA\"}}]}]}";
        return Stream.of(
                new String[] {"/v1/chat/completions", chat},
                new String[] {"/openai/deployments/auto/chat/completions?api-version=2024-10-21", chat},
                new String[] {"/v1/responses", responses},
                new String[] {"/v1beta/models/auto:generateContent", google},
                new String[] {"/v1beta/models/auto:streamGenerateContent?alt=sse", google});
    }

    @Test
    void refusesSoundAtEveryDoorThatTakesIt() {
        sound().forEach(one -> {
            HttpResponse<String> answer = post(one[0], one[1]);
            assertThat(answer.statusCode()).as(one[0] + answer.body()).isEqualTo(400);
            assertThat(answer.body()).as(one[0]).contains("sound in a request to a learned route");
        });
        assertThat(road.simulator.requests()).isEmpty();
    }

    @Test
    void tellsTheWindowsInEveryListOfModels() {
        for (String path : List.of("/v1/models/wide", "/openai/v1/models/wide", "/openai/models/wide")) {
            Json.Obj model = read(road.get(path).body());
            assertThat(model.whole("context_window")).as(path).hasValue(64_000);
            assertThat(model.whole("smallest_context_window")).as(path).hasValue(4_000);
        }
        Json.Obj google = read(road.get("/v1beta/models/wide").body());
        assertThat(google.whole("inputTokenLimit")).hasValue(64_000);
        assertThat(google.text("description").orElse(""))
                .contains("above 4000 tokens some of its models cannot stand in for others");
        assertThat(read(road.get("/v1beta/models").body()).items("models"))
                .filteredOn(model -> ((Json.Obj) model).text("name").orElse("").equals("models/wide"))
                .singleElement()
                .isEqualTo(google);
        assertThat(read(road.get("/v1beta/models/gpt").body()).find("inputTokenLimit"))
                .isEmpty();
    }

    @Test
    void tellsOnTheRoutesPageWhatItBuys() {
        for (String headers : List.of("authorization", "x-api-key")) {
            String key = headers.equals("x-api-key") ? TestGateway.KEY : "Bearer " + TestGateway.KEY;
            Json.Obj page = read(road.get("/v1/models/auto", headers, key, "anthropic-version", "2023-06-01")
                            .body())
                    .object("router")
                    .orElseThrow();
            assertThat(page.text("mode")).contains("balanced");
            assertThat(page.items("models"))
                    .extracting(Json.Text.class::cast)
                    .extracting(Json.Text::value)
                    .containsExactly("gpt", "gpt-b", "claude");
            assertThat(page.items("modes"))
                    .hasSize(3)
                    .allSatisfy(mode ->
                            assertThat(((Json.Obj) mode).decimal("kept")).isPresent());
        }
        assertThat(read(road.get("/v1/models/gpt").body()).find("router")).isEmpty();
        assertThat(road.get("/v1/models").body()).doesNotContain("\"router\"");
    }

    @Test
    void namesTheConfigurationThatHeld() {
        HttpResponse<String> answer = post("/v1/chat/completions", Door.CHAT.asking(false, ""));
        assertThat(answer.headers().firstValue("x-signalbox-configuration"))
                .contains(road.gateway.settings().version());
    }

    @Test
    void refusesWhatNobodyOfTheSubsetHolds() {
        HttpResponse<String> answer = post(
                "/v1/chat/completions",
                "{\"model\":\"wide\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "word ".repeat(120_000)
                        + "\"}]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("context_length_exceeded");
        assertThat(road.simulator.requests()).isEmpty();
    }

    /** What models that think do not take is dropped for them, and for those alone; nothing of it is an error. */
    @ParameterizedTest
    @EnumSource(names = {"CHAT", "AZURE_DEPLOYMENT"})
    void dropsParametersForModelsThatThink(Door door) {
        String parameters = ",\"temperature\":0.3,\"top_p\":0.9,\"stop\":[\"END\"],\"presence_penalty\":0.1,"
                + "\"frequency_penalty\":0.2,\"logit_bias\":{\"50256\":-100},\"logprobs\":true,\"top_logprobs\":2,"
                + "\"reasoning_effort\":\"low\"";
        String path = door.path(false).replace("auto", "thinking");
        for (String model : List.of("plain", "thinker", "claude", "gemini")) {
            HttpResponse<String> answer = post(
                    path,
                    door.asking(false, parameters + ",\"routing_config\":{\"models\":[\"" + model + "\"]}")
                            .replace("\"auto\"", "\"thinking\""));
            assertThat(answer.statusCode()).as(model + answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-signalbox-model")).contains(model);
            String sent = road.simulator.requests().getLast().bodyText();
            boolean plain = model.equals("plain");
            boolean openAi = plain || model.equals("thinker");
            if (openAi) {
                for (String field : List.of(
                        "\"temperature\"",
                        "\"top_p\"",
                        "\"stop\"",
                        "\"presence_penalty\"",
                        "\"frequency_penalty\"",
                        "\"logit_bias\"",
                        "\"logprobs\"")) {
                    assertThat(sent.contains(field))
                            .as(model + " " + field + sent)
                            .isEqualTo(plain);
                }
                assertThat(sent.contains("\"reasoning_effort\"")).as(sent).isEqualTo(!plain);
            }
            String told = String.join(
                    " ",
                    answer.headers().firstValue("x-signalbox-losses").orElse(""),
                    answer.headers().firstValue("x-signalbox-adjustments").orElse(""));
            assertThat(told).as(model).contains(plain ? "reasoning_effort" : "logit_bias");
        }
    }

    @Test
    void countsWhatAModelHasInItsCache() {
        String words = "The quick brown fox jumps over the lazy dog. ".repeat(400);
        String first =
                "{\"role\":\"system\",\"content\":\"" + words + "\"},{\"role\":\"user\",\"content\":\"Name a river.\"}";
        String more =
                first + ",{\"role\":\"assistant\",\"content\":\"Elbe\"},{\"role\":\"user\",\"content\":\"Another.\"}";
        HttpResponse<String> one = post("/v1/chat/completions", "{\"model\":\"auto\",\"messages\":[" + first + "]}");
        HttpResponse<String> two = post("/v1/chat/completions", "{\"model\":\"auto\",\"messages\":[" + more + "]}");
        String served = one.headers().firstValue("x-signalbox-model").orElseThrow();
        String id = two.headers().firstValue("x-signalbox-request-id").orElseThrow();
        List<Json.Obj> models = read(
                        road.get("/v1/requests/" + id + "/decision").body())
                .object("plan")
                .flatMap(plan -> plan.object("model_selection"))
                .orElseThrow()
                .items("models")
                .stream()
                .map(Json.Obj.class::cast)
                .toList();
        assertThat(models).allSatisfy(model -> {
            long cached = model.whole("cached_tokens").orElseThrow();
            if (model.text("target").orElse("").equals(served)) {
                assertThat(cached).isGreaterThan(1_000);
            } else {
                assertThat(cached).isZero();
            }
        });
    }
}
