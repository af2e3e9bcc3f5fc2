package dev.signalbox.cli;

import dev.signalbox.cli.demo.Demo;
import dev.signalbox.server.boot.Gateway;
import dev.signalbox.server.boot.GatewayOptions;
import dev.signalbox.server.settings.KeyDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Serves a few requests of its own and ends; the launcher lets the JVM watch that, for a faster start. */
@Command(name = "rehearse", hidden = true, description = "Serve a few requests of its own and end.")
final class RehearseCommand implements Callable<Integer> {

    private static final int ROUNDS = 20;

    private final Surroundings surroundings;

    RehearseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("signalbox-rehearsal");
        try {
            perform(directory);
        } finally {
            delete(directory);
        }
        return ExitStatus.FINE;
    }

    private void perform(Path directory) throws IOException, InterruptedException {
        CallerKey key = CallerKey.random(surroundings.random());
        try (Demo demo = Demo.start(_ -> null, 0, KeyDigest.of(key.reveal()).written(), directory);
                Gateway gateway = Foreground.start(new GatewayOptions(
                        demo.source(),
                        _ -> null,
                        OptionalInt.empty(),
                        _ -> {},
                        Optional.of(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))));
                HttpClient client = HttpClient.newHttpClient()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (String path : List.of("/v1/chat/completions", "/v1/messages")) {
                    for (String model : List.of("sim-small", "sim-large")) {
                        ask(client, gateway.endpoint() + path, key, model, round % 2 == 0);
                    }
                }
            }
        }
    }

    private static void ask(HttpClient client, String address, CallerKey key, String model, boolean stream)
            throws IOException, InterruptedException {
        String body = """
                {"model": "%s", "max_tokens": 50, "stream": %s, "messages": [{"role": "user", "content": "echo: hello"}]}""".formatted(model, stream);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("authorization", "Bearer " + key.reveal())
                .header("anthropic-version", "2023-06-01")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new Complaint("rehearsal: status " + status + " of " + address + " (expected: 200)");
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
