package dev.signalbox.server.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One reading of one configuration: where values may come from, and the problems found so far. */
final class Reading {

    /** A file of nothing but mistakes must not fill the memory or the screen. */
    static final int MOST_PROBLEMS = 100;

    private final String file;
    private final Function<String, @Nullable String> environment;
    private final ReferencedFiles files;
    private final List<Problem> problems = new ArrayList<>();
    private int errors;
    private int untold;

    Reading(String file, Function<String, @Nullable String> environment, ReferencedFiles files) {
        this.file = file;
        this.environment = environment;
        this.files = files;
    }

    void add(Problem.Severity severity, Place place, String path, String what, String expected, String suggestion) {
        errors += severity == Problem.Severity.ERROR ? 1 : 0;
        if (problems.size() < MOST_PROBLEMS) {
            String where = place.file().isEmpty() ? file : place.file();
            problems.add(new Problem(severity, where, place.line(), place.column(), path, what, expected, suggestion));
        } else {
            untold++;
        }
    }

    /** A problem of the text or the file, not of one key. */
    void error(Place place, String what, String expected) {
        add(Problem.Severity.ERROR, place, "", what, expected, "");
    }

    String file() {
        return file;
    }

    /** Whether a problem was told at this place already. */
    boolean knows(Place place) {
        String where = place.file().isEmpty() ? file : place.file();
        return problems.stream()
                .anyMatch(p -> p.line() == place.line()
                        && p.column() == place.column()
                        && p.file().equals(where));
    }

    int errors() {
        return errors;
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name));
    }

    ReferencedFiles files() {
        return files;
    }

    List<Problem> problemsInOrder() {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(
                Comparator.<Problem, String>comparing(problem -> problem.file().equals(file) ? "" : problem.file())
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column));
        if (untold > 0) {
            String what = untold + " more problems are not listed";
            sorted.add(new Problem(Problem.Severity.ERROR, file, 0, 0, "", what, "", ""));
        }
        return List.copyOf(sorted);
    }
}
