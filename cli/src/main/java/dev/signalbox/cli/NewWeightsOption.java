package dev.signalbox.cli;

import dev.signalbox.cli.router.NewFile;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which weights are written, and under which name. */
final class NewWeightsOption {

    @Mixin
    private NewFileOption file = new NewFileOption();

    @Option(
            names = "--version",
            paramLabel = "NAME",
            description =
                    "The unique name of the new weights (default: the name of the file, without what follows its last dot).")
    private Optional<String> version = Optional.empty();

    NewFile in(Surroundings surroundings) {
        return file.in(surroundings);
    }

    String version() {
        return version.orElseGet(file::stem);
    }
}
