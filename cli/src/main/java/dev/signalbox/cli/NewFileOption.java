package dev.signalbox.cli;

import dev.signalbox.cli.router.NewFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which file is written. */
final class NewFileOption {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The file to write; it is there when it is done, not before.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    NewFile in(Surroundings surroundings) {
        return new NewFile(surroundings.resolve(out), force);
    }

    /** The name of the file without what follows its last dot. */
    String stem() {
        String name = String.valueOf(out.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
