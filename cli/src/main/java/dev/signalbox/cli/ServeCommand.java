package dev.signalbox.cli;

import dev.signalbox.server.boot.GatewayOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The gateway with a configuration of the user's own. */
@Command(
        name = "serve",
        description = {
            "Serve a configuration in the foreground.",
            "Prints what holds, with secrets masked, then one JSON line for each request.",
            "Ready when GET /readyz says 200. SIGHUP reads the file again, and so does a change of it;",
            "SIGTERM lets running requests end first."
        })
final class ServeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Listen on this port whatever the file says; 0 takes a free one.")
    private Optional<Integer> port = Optional.empty();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        GatewayOptions options = new GatewayOptions(
                new GatewayOptions.Source.File(surroundings.resolve(config)),
                surroundings.environment(),
                port.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                new Lines(out),
                Optional.of(surroundings.accessLog()));
        new Foreground(surroundings.signals(), out).run(options, gateway -> {});
        return ExitStatus.FINE;
    }
}
