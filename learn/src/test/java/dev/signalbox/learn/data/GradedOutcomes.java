package dev.signalbox.learn.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of graded outcomes, which lies beside the project and is not part of it. */
public final class GradedOutcomes {

    private GradedOutcomes() {}

    /** The folder {@code router-data} of what is shared, if this machine has it. */
    public static Optional<Path> folder() {
        String given = System.getProperty("signalbox.shared", System.getenv("SIGNALBOX_SHARED"));
        Path root = Path.of("").toAbsolutePath().getParent();
        Stream<Path> places = given == null
                ? Stream.of(root.resolve("../shared"), root.resolve("../../shared"))
                : Stream.of(Path.of(given));
        return places.map(place -> place.resolve("router-data").normalize())
                .filter(Files::isDirectory)
                .findFirst();
    }
}
