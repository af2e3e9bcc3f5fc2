package dev.signalbox.cli;

import dev.signalbox.cli.demo.Demo;
import dev.signalbox.cli.demo.DemoKey;
import dev.signalbox.server.boot.Gateway;
import dev.signalbox.server.boot.GatewayOptions;
import dev.signalbox.server.boot.Promises;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.settings.ServerSettings;
import dev.signalbox.server.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The gateway with whatever is there: the file of this directory, or else a demo that works at once. */
@Command(
        name = "up",
        description = {
            "Serve signalbox.yaml of this directory, or a demo where there is none.",
            "The demo answers from simulated providers, and from each real one whose usual key variable is set",
            "(OPENAI_API_KEY, ANTHROPIC_API_KEY, MISTRAL_API_KEY, GROQ_API_KEY ...); it listens on loopback only."
        })
final class UpCommand implements Callable<Integer> {

    private static final String FILE = "signalbox.yaml";

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Serve this file instead.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = {
                "Listen on this port; 0 takes a free one (default of the demo: 4000, or a free one if that is taken)."
            })
    private Optional<Integer> port = Optional.empty();

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Foreground foreground = new Foreground(surroundings.signals(), out);
        Optional<Path> file = config.or(this::fileOfDirectory).map(surroundings::resolve);
        if (file.isPresent()) {
            out.println("Serving " + file.get() + ", which holds:");
            foreground.run(
                    options(
                            new GatewayOptions.Source.File(file.get()),
                            port.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                            new Lines(out)),
                    gateway -> tellLearned(out, gateway.settings()));
        } else {
            demo(foreground, out);
        }
        return ExitStatus.FINE;
    }

    private void tellLearned(PrintWriter out, Settings settings) {
        Promises.in(settings, PriceBook.load(), surroundings.clock().instant())
                .forEach(report -> out.println("route " + report.route() + ": " + String.join("; ", report.words())));
    }

    private Optional<Path> fileOfDirectory() {
        Path file = surroundings.directory().resolve(FILE);
        return Files.exists(file) ? Optional.of(Path.of(FILE)) : Optional.empty();
    }

    private void demo(Foreground foreground, PrintWriter out) throws InterruptedException {
        Path ledger = surroundings.directory().resolve(LedgerSettings.defaults().directory());
        String key = key(ledger);
        int chosen = port.orElseGet(() -> freePort(out));
        try (Demo demo =
                Demo.start(surroundings.environment(), chosen, KeyDigest.of(key).written(), ledger)) {
            GatewayOptions options = options(demo.source(), OptionalInt.empty(), line -> {});
            foreground.run(options, gateway -> greet(out, gateway, key, demo));
        }
    }

    private String key(Path directory) {
        try {
            return DemoKey.in(
                    directory, () -> CallerKey.random(surroundings.random()).reveal());
        } catch (IOException e) {
            throw new Complaint("the demo's key: " + RuntimeErrors.sentence(e), e);
        }
    }

    private static int freePort(PrintWriter out) {
        int usual = ServerSettings.defaults().port();
        if (Ports.isFree(usual)) {
            return usual;
        }
        out.println("Port " + usual + " is taken by another program, so the demo takes a free one.");
        return 0;
    }

    private GatewayOptions options(GatewayOptions.Source source, OptionalInt listen, Consumer<String> console) {
        return new GatewayOptions(
                source, surroundings.environment(), listen, console, Optional.of(surroundings.accessLog()));
    }

    private static void greet(PrintWriter out, Gateway gateway, String key, Demo demo) {
        out.print(new Greeting(gateway.endpoint(), key, gateway.ledgerDirectory(), demo.realProviders()).text());
        out.flush();
    }
}
