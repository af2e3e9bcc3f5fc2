package dev.signalbox.cli;

import dev.signalbox.server.boot.Explaining;
import dev.signalbox.server.boot.Explaining.Asker;
import dev.signalbox.server.config.Nearest;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say who asks. */
final class AskerOptions {

    @ArgGroup
    private @Nullable Given given;

    /** One of them. */
    static final class Given {

        @Option(
                names = "--caller",
                paramLabel = "NAME",
                description = {"A caller of the configuration; no key is needed (default: the only one there is)."})
        private Optional<String> caller = Optional.empty();

        @Option(
                names = "--key-env",
                paramLabel = "NAME",
                description = "Whoever has the key in this environment variable.")
        private Optional<String> variable = Optional.empty();

        @Option(names = "--key-file", paramLabel = "FILE", description = "Whoever has the key in this file.")
        private Optional<Path> file = Optional.empty();

        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = {
                    "Whoever has this key. Other users of the machine and the shell's history can see it:",
                    "--key-env and --key-file are safer."
                })
        private Optional<String> key = Optional.empty();
    }

    Asker in(Settings settings, Explaining explaining, Surroundings surroundings) {
        Given one = given;
        if (one == null) {
            return only(settings, explaining);
        }
        return one.caller
                .map(name -> named(name, settings, explaining))
                .or(() -> one.variable.map(name -> key(variable(name, surroundings))))
                .or(() -> one.file.map(path -> key(read(surroundings.resolve(path)))))
                .or(() -> one.key.map(AskerOptions::key))
                .orElseThrow();
    }

    private static Asker only(Settings settings, Explaining explaining) {
        List<String> names = List.copyOf(settings.callers().keySet());
        if (names.size() != 1) {
            throw new Complaint("the configuration has " + names.size()
                    + " callers (expected: --caller NAME, --key-env NAME or --key-file FILE)");
        }
        return named(names.getFirst(), settings, explaining);
    }

    private static Asker named(String name, Settings settings, Explaining explaining) {
        return explaining.caller(name).<Asker>map(Asker.Named::new).orElseThrow(() -> {
            String nearest = Nearest.phrase(name, settings.callers().keySet());
            return new Complaint("--caller: \"" + name + "\" (expected: a caller of the configuration"
                    + (nearest.isEmpty() ? "" : "; " + nearest) + ")");
        });
    }

    private static Asker key(String key) {
        return new Asker.Key(Optional.of(KeyDigest.of(key)));
    }

    private static String variable(String name, Surroundings surroundings) {
        String value = surroundings.environment().apply(name);
        if (value == null || value.isBlank()) {
            throw new Complaint("--key-env: " + name + " is not set (expected: the name of a variable with a key)");
        }
        return value.strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Complaint("--key-file: " + file + " cannot be read (expected: a file with a key)", e);
        }
    }
}
