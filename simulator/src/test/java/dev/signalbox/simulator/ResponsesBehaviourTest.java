package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The Responses API as its clients see it: what it answers, and what it refuses. */
class ResponsesBehaviourTest {
    private static final Simulator SIMULATOR =
            Simulator.start(SimulatorOptions.defaults().withStrictFields(true));
    private static final Client CLIENT = new Client(SIMULATOR);

    @AfterAll
    static void stop() {
        CLIENT.close();
        SIMULATOR.close();
    }

    private static Client.Answer ask(String model, String input, String more) {
        return CLIENT.post("/v1/responses", "{\"model\":\"" + model + "\",\"input\":" + input + more + "}");
    }

    @Test
    void aStreamEndsWithTheAnswerThatTheWholeOneIs() {
        JsonNode whole = ask("sim-gpt", "\"What now?\"", "").json();
        List<JsonNode> events =
                ask("sim-gpt", "\"What now?\"", ",\"stream\":true").events();
        assertThat(events.getFirst().path("type").asString()).isEqualTo("response.created");
        assertThat(events.getLast().path("type").asString()).isEqualTo("response.completed");
        assertThat(events.getLast().at("/response/output").toString().length())
                .isEqualTo(whole.path("output").toString().length());
        String said = events.stream()
                .filter(event -> event.path("type").asString("").equals("response.output_text.delta"))
                .map(event -> event.path("delta").asString())
                .reduce("", String::concat);
        assertThat(said).isEqualTo(whole.at("/output/0/content/0/text").asString());
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
        }
    }

    @Test
    void takesItsOwnReasoningBackAndNoOther() {
        String include = ",\"store\":false,\"include\":[\"reasoning.encrypted_content\"]";
        JsonNode thought =
                ask("sim-o4", "\"echo: x\"", include).json().path("output").path(0);
        assertThat(thought.path("type").asString()).isEqualTo("reasoning");
        String sealed = thought.path("encrypted_content").asString();
        String item = "{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"%s\"}";
        String next = "[{\"role\":\"user\",\"content\":\"echo: x\"}," + item + "]";
        assertThat(ask("sim-o4", next.formatted(sealed), include).status()).isEqualTo(200);
        Client.Answer changed = ask("sim-o4", next.formatted(sealed + "A"), include);
        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.body()).contains("invalid_encrypted_content");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | [] | empty_array",
                "400 | [{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"}] | No tool output",
                "400 | [{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"x\"}] | No tool call found",
                "400 | [{\"role\":\"assistant\",\"content\":[{\"type\":\"input_text\",\"text\":\"x\"}]}] | output_text",
                "404 | [{\"type\":\"item_reference\",\"id\":\"rs_1\"}] | not found",
                "404 | [{\"type\":\"reasoning\",\"summary\":[]}] | not persisted"
            })
    void refusesWhatTheRealOneRefuses(int status, String input, String words) {
        Client.Answer answer = ask("sim-gpt", input, "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void refusesFieldsAndValuesThatItDoesNotKnow() {
        assertThat(ask("sim-gpt", "\"x\"", ",\"max_tokens\":5").body()).contains("unknown_parameter");
        assertThat(ask("sim-gpt", "\"x\"", ",\"max_output_tokens\":5").body()).contains("below_min_value");
        assertThat(ask("sim-gpt", "\"x\"", ",\"include\":[\"reasoning.encrypted_content\"]")
                        .body())
                .contains("not supported with this model");
        assertThat(ask("sim-gpt", "\"x\"", ",\"previous_response_id\":\"resp_1\"")
                        .body())
                .contains("previous_response_not_found");
    }
}
