package dev.signalbox.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which weights are meant. */
final class WeightsOption {
    private static final String SHIPPED = "shipped";

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            defaultValue = SHIPPED,
            description = "The weights, or \"shipped\" for those of the program (default: ${DEFAULT-VALUE}).")
    private Path weights = Path.of(SHIPPED);

    Path in(Surroundings surroundings) {
        return weights.equals(Path.of(SHIPPED)) ? weights : surroundings.resolve(weights);
    }
}
