package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.fetch.PictureHost;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Addresses in requests to a provider that takes only bytes, from socket to socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressesTest {
    private PictureHost host;
    private TestGateway road;

    @BeforeAll
    void start() {
        host = new PictureHost()
                .holds("/a.png", "image/png", PictureHost.PNG)
                .holds("/a.pdf", "application/pdf", PictureHost.PDF)
                .says("/broken", 500);
        road = TestGateway.withSections("""
                fetch: { allow: [127.0.0.1], ports: [80, %d] }
                """.formatted(host.port()), ", vendor: ollama");
    }

    @AfterAll
    void stop() {
        road.close();
        host.close();
    }

    @BeforeEach
    void forget() {
        host.asked.clear();
        road.simulator.reset();
        road.simulator.clearFaults();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + host.port() + path;
    }

    private HttpResponse<String> chat(String model, String path) {
        return road.post("/v1/chat/completions", """
                {"model":"%s","messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},\
                {"type":"image_url","image_url":{"url":"%s","detail":"low"}}]}],"invented": 1.50}""".formatted(model, at(path)));
    }

    private HttpResponse<String> message(String model, String type, String path) {
        return road.post("/v1/messages", """
                {"model":"%s","max_tokens":100,"messages":[{"role":"user","content":[{"type":"text","text":"What?"},\
                {"type":"%s","source":{"type":"url","url":"%s"}}]}]}""".formatted(model, type, at(path)));
    }

    private String received() {
        return road.simulator.requests().getLast().bodyText();
    }

    @Test
    void standInlineInTheSameDialectAndNothingElseIsTouched() {
        HttpResponse<String> answer = chat("gpt", "/a.png");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(received())
                .contains("data:image/png;base64," + Base64.getEncoder().encodeToString(PictureHost.PNG))
                .contains("\"detail\":\"low\"")
                .endsWith("\"invented\": 1.50}")
                .doesNotContain(at("/"));
        assertThat(answer.headers().firstValue("x-signalbox-adjustments").orElse(""))
                .contains("messages=inline data");
    }

    @Test
    void standInlineInATranslation() {
        assertThat(message("gpt", "image", "/a.png").statusCode()).isEqualTo(200);
        assertThat(received()).contains("data:image/png;base64,");
        assertThat(message("gpt", "document", "/a.pdf").statusCode()).isEqualTo(200);
        assertThat(received()).contains("data:application/pdf;base64,");
    }

    @Test
    void stayAddressesForAProviderThatReadsThem() {
        HttpResponse<String> answer = road.post("/v1/chat/completions", """
                {"model":"claude","messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},\
                {"type":"image_url","image_url":{"url":"https://pictures.example/a.png"}}]}]}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(received()).contains("https://pictures.example/a.png");
        assertThat(host.asked).isEmpty();
    }

    @Test
    void areReadOnceForAllAttempts() {
        road.simulator.script("503:times=2");
        assertThat(chat("gpt", "/a.png").statusCode()).isEqualTo(200);
        assertThat(road.simulator.requests()).hasSizeGreaterThan(1);
        assertThat(host.asked).containsExactly("/a.png");
    }

    @Test
    void areRefusedInTheCallersWords() {
        assertThat(chat("gpt", "/broken").body())
                .contains("address_status", "answered with status 500", "invalid_request_error");
        HttpResponse<String> private10 = road.post("/v1/messages", """
                {"model":"gpt","max_tokens":100,"messages":[{"role":"user","content":[\
                {"type":"image","source":{"type":"url","url":"http://10.0.0.1/a.png?token=secret"}}]}]}""");
        assertThat(private10.statusCode()).isEqualTo(400);
        assertThat(private10.body())
                .contains("invalid_request_error", "http://10.0.0.1/a.png", "cannot be read")
                .doesNotContain("secret");
        assertThat(message("gpt", "image", "/a.pdf").body())
                .contains("application/pdf at this address (expected: an image)");
        assertThat(chat("gpt", "/a.pdf").body()).contains("messages[0].content[1].image_url.url");
        assertThat(road.get("/metrics").body()).contains("signalbox_fetches_total{outcome=\"status\"}");
    }
}
