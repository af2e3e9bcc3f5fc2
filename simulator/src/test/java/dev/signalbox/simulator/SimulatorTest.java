package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.script.Fault;
import dev.signalbox.simulator.script.FaultRule;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    private final Simulator simulator = Simulator.start();
    private final Client client = new Client(simulator);

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    @Test
    void answersOpenAiWhole() {
        Client.Answer answer = client.openAi("""
                {"model":"sim-small","messages":[{"role":"user","content":"echo: Guten Tag, Stellwerk"}]}""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/choices/0/message/content").asString()).isEqualTo("Guten Tag, Stellwerk");
        assertThat(answer.json().at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(answer.json().at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(answer.header("x-request-id")).startsWith("req_");
    }

    @Test
    void answersOpenAiStreamed() {
        Client.Answer answer = client.openAi("""
                {"model":"sim-small","stream":true,"stream_options":{"include_usage":true},
                 "messages":[{"role":"user","content":"echo: Guten Tag, Stellwerk 🚦🚦"}]}""");
        String text = answer.events().stream()
                .map(event -> event.at("/choices/0/delta/content").asString(""))
                .collect(Collectors.joining());
        assertThat(text).isEqualTo("Guten Tag, Stellwerk 🚦🚦");
        assertThat(answer.events().getFirst().path("usage").isNull()).isTrue();
        assertThat(answer.events().getLast().path("choices").isEmpty()).isTrue();
        assertThat(answer.events().getLast().at("/usage/completion_tokens").asInt())
                .isEqualTo(6);
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void answersAnthropicWhole() {
        Client.Answer answer = client.anthropic("""
                {"model":"sim-small","max_tokens":100,"messages":[{"role":"user","content":"echo: hello"}]}""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/content/0/text").asString()).isEqualTo("hello");
        assertThat(answer.json().at("/stop_reason").asString()).isEqualTo("end_turn");
    }

    @Test
    void answersAnthropicStreamed() {
        Client.Answer answer = client.anthropic("""
                {"model":"sim-small","max_tokens":100,"stream":true,
                 "messages":[{"role":"user","content":"echo: hello there"}]}""");
        String text = answer.events().stream()
                .map(event -> event.at("/delta/text").asString(""))
                .collect(Collectors.joining());
        assertThat(text).isEqualTo("hello there");
        assertThat(answer.events().getFirst().path("type").asString()).isEqualTo("message_start");
        assertThat(answer.events().getLast().path("type").asString()).isEqualTo("message_stop");
    }

    @Test
    void failsTheNextRequestOnly() {
        simulator.script(FaultRule.next(1, Fault.status(429, Duration.ofSeconds(2))));
        String body = """
                {"model":"sim-small","messages":[{"role":"user","content":"hi"}]}""";
        Client.Answer failed = client.openAi(body);
        assertThat(failed.status()).isEqualTo(429);
        assertThat(failed.header("retry-after")).isEqualTo("2");
        assertThat(failed.json().at("/error/code").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(client.openAi(body).status()).isEqualTo(200);
        assertThat(simulator.stats().requests("sim-small")).isEqualTo(2);
        assertThat(simulator.stats().faulted()).isEqualTo(1);
    }
}
