package dev.signalbox.cli;

import dev.signalbox.cli.router.WeightsPlace;
import dev.signalbox.server.settings.LearnedWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which weights are meant: as in a configuration a file, or a version that comes with the program. */
final class WeightsOption {

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            defaultValue = WeightsPlace.SHIPPED,
            description =
                    "The weights: a file, or those of the program by their version or \"shipped\" (default: ${DEFAULT-VALUE}).")
    private Path weights = Path.of(WeightsPlace.SHIPPED);

    Path in(Surroundings surroundings) {
        Path file = surroundings.resolve(weights);
        boolean isShipped = weights.equals(Path.of(WeightsPlace.SHIPPED))
                || (!Files.exists(file)
                        && LearnedWeights.shipped(weights.toString()).isPresent());
        return isShipped ? Path.of(WeightsPlace.SHIPPED) : file;
    }
}
