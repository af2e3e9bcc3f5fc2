package dev.signalbox.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the vectors of prompts are kept for the next time. */
final class VectorCacheOption {

    @Option(
            names = "--cache",
            paramLabel = "FILE",
            description = "Keep the vectors of prompts there, without their text, so that the next run is quick.")
    private Optional<Path> cache = Optional.empty();

    Optional<Path> in(Surroundings surroundings) {
        return cache.map(surroundings::resolve);
    }
}
