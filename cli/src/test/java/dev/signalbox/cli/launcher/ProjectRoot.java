package dev.signalbox.cli.launcher;

import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of the whole project, found from the working directory upwards. */
public final class ProjectRoot {

    private ProjectRoot() {}

    public static Path find() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException(
                    "no directory above holds mvnw: " + Path.of("").toAbsolutePath());
        }
        return directory;
    }
}
