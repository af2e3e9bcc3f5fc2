package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two hundred streams at once before providers of which three fail, each in its own way. */
class ParallelStreamsTest {
    private static final int STREAMS = 200;

    @Test
    void noCallerNoticesThreeFailingTargets() throws InterruptedException, ExecutionException, JsonProblem {
        try (TestGateway road = TestGateway.with(
                """
                main: { strategy: priority, targets: [{ model: gpt }, { model: gpt-b }, { model: gpt-c }, { model: claude, priority: 1 }] }
                """, ", retry: { attempts: 1, delay: 5ms }, timeouts: { first-byte: 1s, total: 60s }")) {
            road.simulator.script("cut:at=after-head,model=sim-gpt");
            road.simulator.script("429:model=sim-gpt-b");
            road.simulator.script("stall:model=sim-gpt-c");
            List<HttpResponse<String>> answers = askAtOnce(road);

            Set<String> ids = new HashSet<>();
            long attempts = 0;
            for (HttpResponse<String> answer : answers) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body())
                        .contains("[DONE]")
                        .contains("\"finish_reason\":\"stop\"")
                        .doesNotContain("\"error\"");
                ids.add(answer.headers().firstValue("x-signalbox-request-id").orElseThrow());
                attempts += Long.parseLong(
                        answer.headers().firstValue("x-signalbox-attempts").orElseThrow());
            }
            assertThat(ids).hasSize(STREAMS);
            assertThat(road.simulator.stats().requests())
                    .as("every attempt was told")
                    .isEqualTo(attempts);
            assertThat(attemptsInLedger(road, ids)).isEqualTo(attempts);
        }
    }

    private static List<HttpResponse<String>> askAtOnce(TestGateway road)
            throws InterruptedException, ExecutionException {
        List<Future<HttpResponse<String>>> asked = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < STREAMS; i++) {
                String body =
                        "{\"model\":\"main\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"echo: caller "
                                + i + "\"}]}";
                asked.add(callers.submit(() -> road.post("/v1/chat/completions", body)));
            }
        }
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (Future<HttpResponse<String>> each : asked) {
            answers.add(each.get());
        }
        return answers;
    }

    private static long attemptsInLedger(TestGateway road, Set<String> ids) throws JsonProblem {
        long attempts = 0;
        for (String id : ids) {
            HttpResponse<String> found = road.get("/v1/requests/" + id);
            assertThat(found.statusCode()).as("one entry for " + id).isEqualTo(200);
            Json.Obj entry = JsonCodec.readObject(found.body().getBytes(StandardCharsets.UTF_8));
            attempts += entry.items("attempts").size();
        }
        return attempts;
    }
}
