package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller notices of streams that break off after their first content. */
class CutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SAID = "one two three four five six seven eight nine ten eleven twelve";
    private static final Pattern WORDS = Pattern.compile("\"(?:content|text|delta)\":\\s?\"((?:[^\"\\\\]|\\\\.)*)\"");

    private TestGateway road;

    @BeforeEach
    void start() {
        road = TestGateway.with("""
                plain: { strategy: priority, targets: [{ model: claude }, { model: claude-b, priority: 1 }] }
                pair: { strategy: priority, on-cut: continue, targets: [{ model: claude }, { model: claude-b, priority: 1 }] }
                alone: { strategy: static, on-cut: continue, targets: [{ model: claude }] }
                mixed: { strategy: priority, on-cut: continue, targets: [{ model: gpt }, { model: claude, priority: 1 }] }
                chats: { strategy: priority, on-cut: continue, targets: [{ model: gpt }, { model: gpt-b, priority: 1 }] }
                google: { strategy: priority, on-cut: continue, targets: [{ model: gemini-old }, { model: claude, priority: 1 }] }
                nobody: { strategy: priority, on-cut: continue, targets: [{ model: claude }, { model: gemini-old, priority: 1 }] }
                resp-route: { strategy: priority, on-cut: continue, targets: [{ model: resp }, { model: claude, priority: 1 }] }
                again: { strategy: priority, on-cut: restart, targets: [{ model: gpt }, { model: claude, priority: 1 }] }
                short: { strategy: priority, on-cut: restart, on-cut-buffer: 8, targets: [{ model: gpt }, { model: claude, priority: 1 }] }
                """, ", retry: { attempts: 0 }, quirks: { prefill: continue-final-message }");
    }

    @AfterEach
    void stop() {
        road.close();
    }

    private HttpResponse<String> ask(String caller, String route, String... headers) {
        return ask(caller, route, "echo: " + SAID, headers);
    }

    private HttpResponse<String> ask(String caller, String route, String prompt, String... headers) {
        String path = switch (caller) {
            case "openai" -> "/v1/chat/completions";
            case "anthropic" -> "/v1/messages";
            case "responses" -> "/v1/responses";
            default -> "/v1beta/models/" + route + ":streamGenerateContent?alt=sse";
        };
        return road.post(path, body(caller, route, prompt), headers);
    }

    private static String body(String caller, String route, String prompt) {
        return switch (caller) {
            case "openai" ->
                "{\"model\":\"" + route + "\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                        + "\"max_tokens\":500,\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
            case "anthropic" ->
                "{\"model\":\"" + route + "\",\"stream\":true,\"max_tokens\":500,\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"" + prompt + "\"}]}";
            case "responses" -> "{\"model\":\"" + route + "\",\"stream\":true,\"input\":\"" + prompt + "\"}";
            default -> "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"" + prompt + "\"}]}]}";
        };
    }

    /** The words of a stream, in the order of its events. */
    private static String said(String caller, String body) {
        StringBuilder text = new StringBuilder();
        for (String event : body.split("\r?\n\r?\n")) {
            if (caller.equals("responses") && !event.contains("event: response.output_text.delta")) {
                continue;
            }
            Matcher matcher = WORDS.matcher(event);
            if (matcher.find()) {
                text.append(matcher.group(1));
            }
        }
        return text.toString();
    }

    private Json.Obj entry(HttpResponse<String> answer) {
        return entry(answer.headers().firstValue("x-signalbox-request-id").orElseThrow());
    }

    private Json.Obj entry(String id) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> found = road.get("/v1/requests/" + id);
            if (found.statusCode() == 200) {
                try {
                    return JsonCodec.readObject(found.body().getBytes(StandardCharsets.UTF_8));
                } catch (JsonProblem e) {
                    throw new AssertionError(found.body(), e);
                }
            }
            assertThat(System.nanoTime()).as(found.body()).isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static List<String> outcomes(Json.Obj entry) {
        return entry.items("attempts").stream()
                .map(attempt -> ((Json.Obj) attempt).text("outcome").orElse("?"))
                .toList();
    }

    private String metric(String outcome) {
        Matcher matcher = Pattern.compile("signalbox_cuts_total\\{outcome=\"" + outcome + "\"} ([0-9.]+)")
                .matcher(road.get("/metrics").body());
        return matcher.find() ? matcher.group(1) : "0";
    }

    @ParameterizedTest
    @CsvSource({
        "openai, pair",
        "anthropic, pair",
        "responses, pair",
        "gemini, pair",
        "openai, mixed",
        "anthropic, mixed",
        "openai, chats",
        "anthropic, chats",
        "gemini, google",
        "anthropic, alone"
    })
    void anAnswerIsGoneOnWithAndItsCallerDoesNotNotice(String caller, String route) {
        String first = route.equals("mixed") || route.equals("chats") ? "sim-gpt" : "sim-claude";
        String model = route.equals("google") ? "sim-gemini-2.5-flash" : first;
        road.simulator.script("cut:at=" + (route.equals("google") ? 3 : 6) + ",times=1,model=" + model);

        HttpResponse<String> answer = ask(caller, route);

        assertThat(said(caller, answer.body())).as(answer.body()).isEqualTo(SAID);
        assertThat(answer.body()).doesNotContain("error\":{").doesNotContain("event: error");
        Json.Obj entry = entry(answer);
        assertThat(outcomes(entry)).as("%s", entry).containsExactly("broken", "served");
        assertThat(JsonCodec.write(entry)).asString().contains("broken off after", "\"ended\":\"complete\"");
        assertThat(metric("continued")).isEqualTo("1.0");
    }

    @Test
    void theStreamHasOneHeadOneIdAndOneEnd() {
        road.simulator.script("cut:at=6,times=1,model=sim-claude");
        String body = ask("anthropic", "pair").body();
        for (String once : List.of(
                "message_start", "content_block_start", "content_block_stop", "message_delta", "message_stop")) {
            assertThat(body.split("event: " + once + "\n", -1))
                    .as(once + " in " + body)
                    .hasSize(2);
        }
        road.simulator.clearFaults();
        road.simulator.script("cut:at=6,times=1,model=sim-gpt");
        String chunks = ask("openai", "chats").body();
        assertThat(Pattern.compile("\"id\":\"(chatcmpl-[^\"]*)\"")
                        .matcher(chunks)
                        .results()
                        .map(id -> id.group(1))
                        .distinct())
                .hasSize(1);
        assertThat(chunks.split("\"role\":\"assistant\"", -1)).hasSize(2);
        assertThat(chunks.split("\"usage\":\\{", -1)).hasSize(2);
        assertThat(chunks).endsWith("data: [DONE]\n\n");
    }

    @Test
    void eventsOfResponsesAreCountedOn() {
        road.simulator.script("cut:at=6,times=1,model=sim-claude");
        String body = ask("responses", "pair").body();
        List<Integer> numbers = Pattern.compile("\"sequence_number\":(\\d+)")
                .matcher(body)
                .results()
                .map(number -> Integer.valueOf(number.group(1)))
                .toList();
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i);
        }
        assertThat(body.split("event: response.created\n", -1)).hasSize(2);
        assertThat(body).contains("event: response.completed");
    }

    @Test
    void bothLegsArePaidAndTheCallerIsToldTheSum() throws Exception {
        road.simulator.script("cut:at=6,times=1,model=sim-claude");
        HttpResponse<String> answer = ask("openai", "pair");
        Json.Obj entry = entry(answer);
        List<Json.Obj> attempts =
                entry.items("attempts").stream().map(Json.Obj.class::cast).toList();
        double legs = attempts.stream()
                .mapToDouble(leg -> Double.parseDouble(leg.text("cost_usd").orElseThrow()))
                .sum();
        assertThat(Double.parseDouble(entry.text("cost_usd").orElseThrow()))
                .isCloseTo(legs, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(attempts)
                .allSatisfy(leg -> assertThat(
                                Double.parseDouble(leg.text("cost_usd").orElseThrow()))
                        .isPositive());
        assertThat(entry.text("usage_source")).contains("estimated");
        Json.Obj usage = entry.object("usage").orElseThrow();
        assertThat(answer.body())
                .contains("\"completion_tokens\":" + usage.whole("output").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "responses", "gemini"})
    void whereNobodyCanGoOnTheCallerIsTold(String caller) {
        road.simulator.script("cut:at=6,model=sim-claude");
        for (String route : List.of("nobody", "plain")) {
            HttpResponse<String> answer = ask(caller, route);
            assertThat(answer.body())
                    .contains("error")
                    .doesNotContain("[DONE]", "message_stop", "response.completed", "\"finishReason\":\"STOP\"");
            Json.Obj entry = entry(answer);
            assertThat(JsonCodec.write(entry)).asString().contains("\"ended\":\"broken\"", "provider_c");
            assertThat(entry.text("usage_source")).contains("estimated");
            road.simulator.clearFaults();
            road.simulator.script("cut:at=6");
        }
        assertThat(road.get("/metrics").body()).containsPattern("signalbox_cuts_total\\{outcome=\"failed\"} 2");
    }

    @Test
    void aSecondCutIsGoneOnWithByTheFirstAgainAndAThirdByNobody() {
        road.simulator.script("cut:at=6,times=1,model=sim-claude; cut:at=6,times=1,model=sim-claude-b");
        HttpResponse<String> answer = ask("openai", "pair");
        assertThat(said("openai", answer.body())).isEqualTo(SAID);
        assertThat(outcomes(entry(answer))).containsExactly("broken", "broken", "served");
        road.simulator.clearFaults();
        road.simulator.script("cut:at=5");
        HttpResponse<String> broken = ask("openai", "pair");
        assertThat(broken.body()).contains("\"error\"").doesNotContain("[DONE]");
        assertThat(outcomes(entry(broken))).containsExactly("broken", "broken", "broken", "broken");
    }

    @Test
    void aCutBeforeAnyContentIsStillAFailover() {
        road.simulator.script("cut:at=2,model=sim-claude");
        HttpResponse<String> answer = ask("openai", "pair");
        assertThat(said("openai", answer.body())).isEqualTo(SAID);
        assertThat(outcomes(entry(answer))).containsOnly("failed", "served");
        assertThat(metric("continued")).isEqualTo("0");
    }

    @Test
    void aCallOfAToolIsNotGoneOnWith() {
        road.simulator.script("cut:at=6,model=sim-claude");
        HttpResponse<String> answer = road.post("/v1/messages", """
                {"model":"pair","stream":true,"max_tokens":500,"messages":[{"role":"user","content":"use lookup"}],
                 "tools":[{"name":"lookup","input_schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}]}""");
        assertThat(answer.body()).contains("tool_use", "event: error");
        assertThat(outcomes(entry(answer))).containsExactly("broken");
    }

    @Test
    void passedEventsOfResponsesAreNotMixedWithOthers() {
        road.simulator.script("cut:at=8,model=sim-resp");
        HttpResponse<String> answer = ask("responses", "resp-route");
        assertThat(answer.body()).contains("response.failed");
        assertThat(outcomes(entry(answer))).containsExactly("broken");
    }

    @Test
    void aWholeContinuedAnswerIsKeptForItsKey() {
        road.simulator.script("cut:at=6,times=1,model=sim-claude");
        String[] headers = {"authorization", "Bearer " + TestGateway.KEY, "idempotency-key", "cut-1"};
        HttpResponse<String> first = ask("openai", "pair", "echo: " + SAID, headers);
        assertThat(said("openai", first.body())).isEqualTo(SAID);
        HttpResponse<String> second = ask("openai", "pair", "echo: " + SAID, headers);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("x-signalbox-idempotent-replay")).contains("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stall", "stall:at=4"})
    void aCallerWhoLeavesDuringTheSecondLegReleasesEverything(String second) throws IOException {
        String more = second + (second.contains(":") ? "," : ":") + "model=sim-claude-b";
        road.simulator.script("cut:at=6,times=1,model=sim-claude; " + more);
        String body = body("openai", "pair", "echo: " + SAID);
        String id;
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), road.gateway.endpoint().getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n"
                                    + "authorization: Bearer " + TestGateway.KEY + "\r\ncontent-length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            Matcher matcher = Pattern.compile("x-signalbox-request-id: (\\S+)").matcher(head);
            assertThat(matcher.find()).isTrue();
            id = matcher.group(1);
            road.simulator.awaitStats(stats -> stats.requests("sim-claude-b") == 1, PATIENCE);
        }
        assertThat(road.simulator
                        .awaitStats(stats -> stats.aborted() == 1 && stats.open() == 0, PATIENCE)
                        .open())
                .isZero();
        Json.Obj entry = entry(id);
        assertThat(outcomes(entry)).containsExactly("broken", "cancelled");
        assertThat(JsonCodec.write(entry)).asString().contains("\"ended\":\"caller_gone\"");
        assertThat(entry.text("cost_usd").orElseThrow()).isNotEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "responses", "gemini"})
    void anAnswerThatNobodyHasSeenIsRestarted(String caller) {
        road.simulator.script("cut:at=6,model=sim-gpt");
        HttpResponse<String> answer = ask(caller, "again");
        assertThat(said(caller, answer.body())).as(answer.body()).isEqualTo(SAID);
        assertThat(answer.headers().firstValue("x-signalbox-model")).contains("claude");
        Json.Obj entry = entry(answer);
        assertThat(outcomes(entry)).containsExactly("failed", "served");
        assertThat(metric("restarted")).isEqualTo("1.0");
        assertThat(metric("failed")).isEqualTo("0");
    }

    @Test
    void anAnswerThatHasBegunIsNotRestarted() {
        road.simulator.script("cut:at=6,model=sim-gpt");
        HttpResponse<String> answer = ask("openai", "short");
        assertThat(answer.body()).contains("\"error\"").doesNotContain("[DONE]");
        assertThat(outcomes(entry(answer))).containsExactly("broken");
        assertThat(metric("failed")).isEqualTo("1.0");
    }

    @Test
    void anAnswerThatIsHeldBackWholeIsWhole() {
        for (String caller : List.of("openai", "anthropic", "responses", "gemini")) {
            assertThat(said(caller, ask(caller, "again").body())).isEqualTo(SAID);
        }
    }
}
