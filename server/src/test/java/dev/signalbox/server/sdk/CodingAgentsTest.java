package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.boot.TestGateway;
import dev.signalbox.wire.json.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in the form in which Claude Code and Codex send them: long loops of tools, caches, betas, foreign thoughts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodingAgentsTest {
    private static final int TURNS = 32;
    private static final String BETAS = "claude-code-20250219,interleaved-thinking-2025-05-14,"
            + "context-management-2025-06-27,prompt-caching-scope-2026-01-05,effort-2025-11-24";

    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.plain();
    }

    @AfterAll
    void stop() {
        road.close();
    }

    @BeforeEach
    void forget() {
        road.simulator.reset();
    }

    /** Claude Code's conversation after some turns, each of two tools at once. */
    private static String claudeCode(String model, int turns) {
        StringBuilder messages = new StringBuilder("""
                {"role":"user","content":[{"type":"text","text":"<system-reminder>\\nBe careful.\\n</system-reminder>"},
                 {"type":"text","text":"Repair the build.","cache_control":{"type":"ephemeral","ttl":"1h"}}]}""");
        for (int turn = 0; turn < turns; turn++) {
            messages.append("""
                    ,{"role":"assistant","content":[{"type":"text","text":"Step %1$d."},
                      {"type":"tool_use","id":"toolu_%1$da","name":"Read","input":{"file_path":"/a/%1$d"}},
                      {"type":"tool_use","id":"toolu_%1$db","name":"Bash","input":{"command":"ls %1$d"}}]},
                     {"role":"user","content":[
                      {"type":"tool_result","tool_use_id":"toolu_%1$da","content":[{"type":"text","text":"file %1$d"}]},
                      {"type":"tool_result","tool_use_id":"toolu_%1$db","content":"failed","is_error":true}]}""".formatted(turn));
        }
        return """
                {"model":"%s","messages":[%s],
                 "system":[{"type":"text","text":"You are a coding agent.","cache_control":{"type":"ephemeral"}}],
                 "tools":[{"name":"Read","description":"Reads.","input_schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"file_path":{"type":"string"}},"required":["file_path"],"additionalProperties":false}},
                  {"name":"Bash","description":"Runs.","eager_input_streaming":true,"input_schema":{"type":"object","properties":{"command":{"type":"string"}},"required":["command"]},"cache_control":{"type":"ephemeral"}}],
                 "metadata":{"user_id":"{\\"device_id\\":\\"d\\",\\"session_id\\":\\"s\\"}"},"max_tokens":32000,
                 "thinking":{"type":"adaptive"},"output_config":{"effort":"high"},
                 "context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},"stream":true}""".formatted(model, messages);
    }

    private HttpResponse<String> askAsClaudeCode(String body) {
        return road.post(
                "/v1/messages?beta=true",
                body,
                "authorization",
                "Bearer " + TestGateway.KEY,
                "anthropic-version",
                "2023-06-01",
                "anthropic-beta",
                BETAS,
                "x-app",
                "cli",
                "x-claude-code-session-id",
                "a7b5d9a7-8538-4443-8a88-87eef8cd5830");
    }

    private String received() {
        return road.simulator.requests().getLast().bodyText();
    }

    @Test
    void claudeCodeReachesItsOwnFamilyByteForByte() {
        String body = claudeCode("claude", TURNS).replace("{\"type\":\"adaptive\"}", "{\"type\":\"disabled\"}");
        HttpResponse<String> answer = askAsClaudeCode(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("event: message_stop");
        assertThat(received()).isEqualTo(body.replace("\"model\":\"claude\"", "\"model\":\"sim-claude\""));
        assertThat(road.simulator.requests().getLast().header("anthropic-beta")).contains(BETAS);
        assertThat(answer.headers().firstValue("x-signalbox-losses")).isEmpty();
    }

    /** What a provider has cached it finds again only if not one byte of it differs. */
    @ParameterizedTest
    @ValueSource(strings = {"claude", "gpt", "resp", "gemini"})
    void theBeginningOfAConversationStaysTheSameOverItsTurns(String model) {
        assertThat(askAsClaudeCode(claudeCode(model, 5)).statusCode()).isEqualTo(200);
        String before = received();
        assertThat(askAsClaudeCode(claudeCode(model, 6)).statusCode()).isEqualTo(200);
        String after = received();
        int last = before.lastIndexOf("failed");
        assertThat(after).startsWith(before.substring(0, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "resp", "gemini"})
    void claudeCodeWorksWithModelsOfOtherFamilies(String model) {
        HttpResponse<String> answer = askAsClaudeCode(claudeCode(model, TURNS));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"stop_reason\":\"end_turn\"", "event: message_stop");
        assertThat(received()).contains("Step " + (TURNS - 1), "ls " + (TURNS - 1), "file " + (TURNS - 1), "failed");
        assertThat(answer.headers().firstValue("x-signalbox-losses").orElseThrow())
                .contains("cache_control", "context_management");
    }

    /** Codex's conversation after some turns. */
    private static String codex(String model, int turns, String moreTools) {
        StringBuilder input = new StringBuilder("""
                {"type":"message","id":"msg_1","role":"developer","content":[{"type":"input_text","text":"You are a coder."}]},
                {"type":"message","id":"msg_2","role":"user","content":[{"type":"input_text","text":"<environment_context>"}]},
                {"type":"message","id":"msg_3","role":"user","content":[{"type":"input_text","text":"Repair the build."}]}""");
        for (int turn = 0; turn < turns; turn++) {
            input.append("""
                    ,{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Step %1$d."}]},
                    {"type":"function_call","name":"exec_command","arguments":"{\\"cmd\\":\\"ls\\"}","call_id":"call_%1$da"},
                    {"type":"custom_tool_call","status":"completed","call_id":"call_%1$db","name":"apply_patch","input":"*** Begin Patch\\n%1$d"},
                    {"type":"function_call","namespace":"agents","name":"close","arguments":"{}","call_id":"call_%1$dc"},
                    {"type":"function_call_output","call_id":"call_%1$da","output":"a.txt"},
                    {"type":"custom_tool_call_output","call_id":"call_%1$db","output":"Success %1$d"},
                    {"type":"function_call_output","call_id":"call_%1$dc","output":"closed"}""".formatted(turn));
        }
        return """
                {"model":"%s","instructions":"Be brief.","input":[%s],
                 "tools":[{"type":"function","name":"exec_command","description":"Runs.","strict":false,"parameters":{"type":"object","properties":{"cmd":{"type":"string"}},"required":["cmd"],"additionalProperties":false}},
                  {"type":"custom","name":"apply_patch","description":"Edits.","format":{"type":"grammar","syntax":"lark","definition":"start: begin"}},
                  {"type":"namespace","name":"agents","description":"Others.","tools":[{"type":"function","name":"close","strict":false,"parameters":{"type":"object","properties":{}}}]}%s],
                 "tool_choice":"auto","parallel_tool_calls":true,"reasoning":{"effort":"medium","summary":"auto"},"store":false,"stream":true,
                 "include":["reasoning.encrypted_content"],"prompt_cache_key":"01a1fe95","client_metadata":{"session_id":"01a1fe95"},"text":{"verbosity":"low"}}""".formatted(model, input, moreTools);
    }

    private HttpResponse<String> askAsCodex(String body, String... more) {
        String[] headers = new String[6 + more.length];
        System.arraycopy(
                new String[] {
                    "authorization", "Bearer " + TestGateway.KEY, "session-id", "01a1fe95", "originator", "codex_exec"
                },
                0,
                headers,
                0,
                6);
        System.arraycopy(more, 0, headers, 6, more.length);
        return road.post("/v1/responses", body, headers);
    }

    @Test
    void codexReachesItsOwnFamilyByteForByte() {
        String body = codex("resp-o", TURNS, ",{\"type\":\"web_search\",\"external_web_access\":false}");
        HttpResponse<String> answer = askAsCodex(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(received()).isEqualTo(body.replace("\"resp-o\"", "\"sim-o-resp\""));
        assertThat(answer.headers().firstValue("x-signalbox-losses")).isEmpty();
        assertThat(answer.headers().firstValue("x-signalbox-adjustments")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gpt", "claude", "gemini", "resp-o"})
    void codexWorksWithModelsOfEveryFamily(String model) {
        HttpResponse<String> answer = askAsCodex(codex(model, TURNS, ""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("event: response.completed", "The tool says: ", "Success " + (TURNS - 1))
                .doesNotContain("event: response.failed");
        assertThat(askAsCodex(codex(model, TURNS + 1, "")).statusCode()).isEqualTo(200);
    }

    @Test
    void codexKeepsItsPromptCacheWithChatCompletions() {
        assertThat(askAsCodex(codex("gpt", 3, "")).statusCode()).isEqualTo(200);
        Json.Obj sent = OfficialClients.read(received());
        assertThat(sent.text("prompt_cache_key")).contains("01a1fe95");
        assertThat(sent.text("verbosity")).contains("low");
        assertThat(sent.text("reasoning_effort")).contains("medium");
    }

    @Test
    void codexIsToldOfAToolThatOnlyItsOwnFamilyRuns() {
        String body = codex("claude", 1, ",{\"type\":\"web_search\"}");
        HttpResponse<String> refused = askAsCodex(body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("web_search", "x-signalbox-on-loss");
        HttpResponse<String> allowed = askAsCodex(body, "x-signalbox-on-loss", "allow");
        assertThat(allowed.statusCode()).as(allowed.body()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("x-signalbox-losses").orElseThrow())
                .contains("tools[3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void bothFindTheModelsThatTheyMayUse(String family) {
        HttpResponse<String> models = family.equals("anthropic")
                ? road.get("/v1/models?limit=1000", "x-api-key", TestGateway.KEY, "anthropic-version", "2023-06-01")
                : road.get("/v1/models", "authorization", "Bearer " + TestGateway.KEY);
        assertThat(models.statusCode()).isEqualTo(200);
        assertThat(OfficialClients.read(models.body()).items("data"))
                .extracting(model -> ((Json.Obj) model).text("id").orElseThrow())
                .contains("gpt", "claude", "resp");
    }
}
