package dev.signalbox.cli;

import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say where the ledger lies. */
final class LedgerPlace {

    @ArgGroup
    private @Nullable Given given;

    /** One of them. */
    static final class Given {

        @Option(
                names = "--ledger",
                paramLabel = "DIR",
                description = {"The ledger's directory (default: signalbox-data in this directory)."})
        private Optional<Path> ledger = Optional.empty();

        @Option(names = "--config", paramLabel = "FILE", description = "The ledger of this configuration.")
        private Optional<Path> config = Optional.empty();
    }

    Path in(Surroundings surroundings) {
        Path directory = Optional.ofNullable(given)
                .flatMap(one -> one.ledger.or(() -> one.config.map(file -> ledgerOf(file, surroundings))))
                .orElse(LedgerSettings.defaults().directory());
        return surroundings.resolve(directory);
    }

    /** The configuration, where one was given. */
    Optional<Settings> settings(Surroundings surroundings) {
        return Optional.ofNullable(given)
                .flatMap(one -> one.config.map(file -> Configurations.load(file, surroundings)));
    }

    private static Path ledgerOf(Path file, Surroundings surroundings) {
        return Configurations.load(file, surroundings).ledger().directory();
    }
}
