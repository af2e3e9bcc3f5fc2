package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How the commands of the router tell what they do and did. */
final class RouterOptions {
    static final String JSON = "Print an object on standard output instead of tables.";

    @Option(
            names = "--progress",
            negatable = true,
            description = "Tell on standard error how far it is, or do not (default: at a terminal only).")
    Optional<Boolean> progress = Optional.empty();

    @Option(names = "--json", description = JSON)
    private boolean json;

    void print(PrintWriter out, Supplier<String> text, Supplier<Json.Obj> object) {
        print(out, json, text, object);
    }

    static void print(PrintWriter out, boolean json, Supplier<String> text, Supplier<Json.Obj> object) {
        if (json) {
            out.println(new String(JsonCodec.write(object.get()), UTF_8));
        } else {
            out.print(text.get());
        }
        out.flush();
    }
}
