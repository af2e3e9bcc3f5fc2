package dev.signalbox.server.routers;

import dev.signalbox.server.config.Nearest;
import dev.signalbox.server.config.Problem;
import dev.signalbox.server.routers.template.At;
import dev.signalbox.server.routers.template.Shown;
import dev.signalbox.server.routers.template.TemplateMistake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a template, as it is found. */
final class Mistakes {
    private static final int MOST = 100;
    private static final int MOST_LISTED = 12;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(TemplateMistake mistake, String path) {
        add(mistake.at(), path, mistake.what(), mistake.expected());
    }

    void add(At at, String path, String what, String expected) {
        add(at, path, what, expected, "");
    }

    void add(At at, String path, String what, String expected, String suggestion) {
        if (problems.size() < MOST) {
            problems.add(new Problem(
                    Problem.Severity.ERROR, file, at.line(), at.column(), path, what, expected, suggestion));
        }
    }

    /** What is wrong with an option, which stands nowhere in the template. */
    void option(String option, String what, String expected, String suggestion) {
        problems.add(new Problem(Problem.Severity.ERROR, file, 0, 0, option, what, expected, suggestion));
    }

    /** A word that is none of those that may stand there. */
    void word(At at, String path, String written, Collection<String> words) {
        add(at, path, Shown.quoted(written), oneOf(words), Nearest.phrase(written, words));
    }

    static String oneOf(Collection<String> words) {
        String some = String.join(", ", words.stream().limit(MOST_LISTED).toList());
        return "one of: " + some + (words.size() > MOST_LISTED ? ", ..." : "");
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<Problem> inOrder() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }
}
