package dev.signalbox.cli;

import dev.signalbox.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Serves a few requests of its own and ends; the launcher lets the JVM watch that, for a faster start. */
@Command(name = "rehearse", hidden = true, description = "Serve a few requests of its own and end.")
final class RehearseCommand implements Callable<Integer> {

    private static final int ROUNDS = 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Simulator simulator = Simulator.start();
                HttpClient client = HttpClient.newHttpClient()) {
            for (int round = 0; round < ROUNDS; round++) {
                ask(client, simulator.openAiEndpoint() + "/chat/completions", round % 2 == 0);
                ask(client, simulator.endpoint() + "/v1/messages", round % 2 == 0);
            }
        }
        return ExitStatus.FINE;
    }

    private static void ask(HttpClient client, String address, boolean stream)
            throws IOException, InterruptedException {
        String body = """
                {"model": "sim-small", "max_tokens": 50, "stream": %s,
                 "messages": [{"role": "user", "content": "Hello"}]}""".formatted(stream);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("authorization", "Bearer rehearsal")
                .header("x-api-key", "rehearsal")
                .header("anthropic-version", "2023-06-01")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new Complaint("rehearsal: status " + status + " of " + address + " (expected: 200)");
        }
    }
}
