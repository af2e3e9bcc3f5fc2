package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in {@code src/test/resources/config/mistakes}: a configuration, a line of dashes, and all that is told of it. */
class MistakesTest {

    @ParameterizedTest
    @MethodSource("files")
    void tellsAllMistakesAtOnceInTheOrderOfTheFile(Path file) throws Exception {
        String[] parts = Files.readString(file).split("(?m)^-{20,}\n", 2);

        List<Problem> problems = switch (Yaml.load(parts[0])) {
            case Loaded.Good good -> good.warnings();
            case Loaded.Bad bad -> bad.problems();
        };

        assertThat(problems.stream().map(problem -> problem + "\n").collect(Collectors.joining()))
                .isEqualTo(parts[1]);
    }

    static List<Path> files() throws Exception {
        Path directory =
                Path.of(MistakesTest.class.getResource("/config/mistakes").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
