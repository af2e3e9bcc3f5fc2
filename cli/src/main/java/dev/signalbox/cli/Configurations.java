package dev.signalbox.cli;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.config.Problem;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads the configurations that commands work by. */
final class Configurations {

    private Configurations() {}

    /** @throws Complaint with all its problems if it cannot be used */
    static Settings load(Path file, Surroundings surroundings) {
        return switch (Configuration.load(surroundings.resolve(file), surroundings.environment())) {
            case Loaded.Good good -> good.settings();
            case Loaded.Bad bad ->
                throw new Complaint("the configuration cannot be used:\n"
                        + bad.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        };
    }
}
