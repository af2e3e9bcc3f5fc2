package dev.signalbox.server.boot;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.config.Problem;
import dev.signalbox.server.config.WeightsFiles;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the configuration that a gateway starts with. */
final class Sources {
    private Sources() {}

    /** The file, where it is in one. */
    static Optional<Path> file(GatewayOptions options) {
        return switch (options.source()) {
            case GatewayOptions.Source.File file -> Optional.of(file.path());
            case GatewayOptions.Source.Text _ -> Optional.empty();
        };
    }

    static Settings load(GatewayOptions options, WeightsFiles weights) {
        Loaded loaded = switch (options.source()) {
            case GatewayOptions.Source.File file -> Configuration.load(file.path(), options.environment(), weights);
            case GatewayOptions.Source.Text text ->
                Configuration.load(text.name(), text.yaml(), text.base(), options.environment());
        };
        return switch (loaded) {
            case Loaded.Good good -> {
                good.warnings().forEach(warning -> options.console().accept(warning.toString()));
                yield good.settings();
            }
            case Loaded.Bad bad ->
                throw new GatewayRefused(
                        bad.problems().stream().map(Problem::toString).toList());
        };
    }
}
