package dev.signalbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say with which keys a gateway is asked: one, and for some teams others. */
final class CallerKeys {
    private static final String USUAL = "SIGNALBOX_KEY";

    @ArgGroup
    private @Nullable Given given;

    /** One of them. */
    static final class Given {
        @Option(
                names = "--key-env",
                paramLabel = "NAME",
                description = "The environment variable with the key of a caller (default: " + USUAL + ").")
        private Optional<String> variable = Optional.empty();

        @Option(names = "--key-file", paramLabel = "FILE", description = "The file with the key of a caller.")
        private Optional<Path> file = Optional.empty();
    }

    @Option(
            names = "--team-key",
            paramLabel = "TEAM=NAME",
            description = "The environment variable with the key for prompts of this team; may be given several times.")
    private Map<String, String> teams = new LinkedHashMap<>();

    /** By the name of a team, which key. */
    UnaryOperator<String> in(Surroundings surroundings) {
        String usual = Optional.ofNullable(given)
                .flatMap(one -> one.file)
                .map(file -> read(surroundings.resolve(file)))
                .orElseGet(() -> variable(
                        "--key-env",
                        Optional.ofNullable(given).flatMap(one -> one.variable).orElse(USUAL),
                        surroundings));
        Map<String, String> keys = new LinkedHashMap<>();
        teams.forEach((team, name) -> keys.put(team, variable("--team-key", name, surroundings)));
        return team -> keys.getOrDefault(team, usual);
    }

    private static String variable(String option, String name, Surroundings surroundings) {
        String value = surroundings.environment().apply(name);
        if (value == null || value.isBlank()) {
            throw new Complaint(option + ": " + name + " is not set (expected: a variable with a caller's key)");
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
