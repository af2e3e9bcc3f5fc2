package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Loads configuration text in tests. */
final class Yaml {

    static final Map<String, String> ENVIRONMENT = Map.of("OPENAI_API_KEY", "sk-live-1", "TOKEN", "t0k3n", "EMPTY", "");

    private Yaml() {}

    static Loaded load(String text) {
        return Configuration.load("signalbox.yaml", text, Path.of("."), ENVIRONMENT::get);
    }

    static Settings settings(String text) {
        Loaded loaded = load(text);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }

    /** The errors, as a user sees them. */
    static List<String> errors(String text) {
        return load(text) instanceof Loaded.Bad(List<Problem> problems) ? lines(problems, true) : List.of();
    }

    static List<String> warnings(String text) {
        return switch (load(text)) {
            case Loaded.Good good -> lines(good.warnings(), false);
            case Loaded.Bad bad -> lines(bad.problems(), false);
        };
    }

    private static List<String> lines(List<Problem> problems, boolean errors) {
        return problems.stream()
                .filter(p -> p.isError() == errors)
                .map(Problem::toString)
                .toList();
    }
}
