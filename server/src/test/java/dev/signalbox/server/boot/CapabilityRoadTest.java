package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a request needs decides who serves it, and how large it is. */
class CapabilityRoadTest {
    private static final String KEY = "Bearer " + TestGateway.KEY;
    private static TestGateway road;

    @BeforeAll
    static void start() {
        road = TestGateway.withModels("""
                able: { strategy: capability, targets: [{ model: talks }, { model: sees }, { model: all }] }
                talk: { strategy: priority, targets: [{ model: talks }] }
                """, """
                talks: { provider: openai, id: sim-talks, can: [tools], context: 4k }
                sees: { provider: openai, id: sim-sees, can: [tools, images], context: 16k }
                all: { provider: claude, id: sim-all, can: [tools, images, reasoning], context: 64k }
                """);
    }

    @AfterAll
    static void stop() {
        road.close();
    }

    private static HttpResponse<String> ask(String model, String content, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "authorization";
        all[1] = KEY;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return road.post(
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":"
                        + content + "}]}",
                all);
    }

    private static String served(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-signalbox-model").orElse("");
    }

    @Test
    void sendsARequestToTheFirstThatIsAble() {
        String image = "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBORw0KGgo=\"}}]";
        assertThat(served(ask("able", "\"hi\""))).isEqualTo("talks");
        assertThat(served(ask("able", image))).isEqualTo("sees");
        assertThat(served(ask("able", "\"hi\"", "x-ms-model-class", "vision-and-reasoning")))
                .isEqualTo("all");
        assertThat(served(ask("able", "\"hi\"", "x-model-class", "images"))).isEqualTo("sees");
    }

    @Test
    void tellsACallerWhomNobodyCanServe() {
        HttpResponse<String> unmet = ask("able", "\"hi\"", "x-model-class", "audio");
        assertThat(unmet.statusCode()).isEqualTo(400);
        assertThat(unmet.body()).contains("\"no_model_for_capabilities\"").contains("audio");
        assertThat(unmet.headers().firstValue("x-should-retry")).hasValue("false");
        HttpResponse<String> unknown = ask("able", "\"hi\"", "x-model-class", "telepathy");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("x-model-class").contains("reasoning");
    }

    @Test
    void sendsALargeRequestToWhoeverHoldsIt() {
        assertThat(served(ask("able", '"' + "word ".repeat(8_000) + '"'))).isEqualTo("sees");
        HttpResponse<String> refused = ask("talk", '"' + "word ".repeat(8_000) + '"');
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"context_length_exceeded\"").contains("4000 in all, the window of talks");
        assertThat(road.simulator.stats().requests("sim-talks")).isLessThan(3);
    }
}
