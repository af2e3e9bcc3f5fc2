package dev.signalbox.server.boot;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway is started.
 *
 * @param source where the configuration is
 * @param environment the value of an environment variable, null for one that is not set
 * @param port goes before the configured port
 * @param console takes lines for the operator
 * @param accessLog takes one line of JSON for each request; absent where none is wanted
 */
public record GatewayOptions(
        Source source,
        Function<String, @Nullable String> environment,
        OptionalInt port,
        Consumer<String> console,
        Optional<PrintStream> accessLog) {

    /** Where a configuration is. */
    public sealed interface Source {
        /** In a file, which is watched for changes. */
        record File(Path path) implements Source {}

        /** In a text: the name stands for it in problems, relative paths start at the base. */
        record Text(String name, String yaml, Path base) implements Source {}
    }

    /** A gateway for this file, told of the environment of the process. */
    public static GatewayOptions of(Path file, Consumer<String> console) {
        return new GatewayOptions(
                new Source.File(file), System::getenv, OptionalInt.empty(), console, Optional.empty());
    }
}
