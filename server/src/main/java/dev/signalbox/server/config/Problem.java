package dev.signalbox.server.config;

/**
 * One thing that is wrong, or doubtful, in a configuration file.
 *
 * @param file the file as the user named it
 * @param line counted from 1; 0 where the file as a whole is meant
 * @param column counted from 1
 * @param path the key, such as {@code routes.assistant.strategy}; empty where the file as a whole is meant
 * @param what what is there; never the value of a secret
 * @param expected what should be there; may be empty; a list of choices begins with {@code one of: }
 * @param suggestion a way out, such as {@code did you mean priority?}; may be empty
 */
public record Problem(
        Severity severity,
        String file,
        int line,
        int column,
        String path,
        String what,
        String expected,
        String suggestion) {

    /** An error keeps the file from being used, a warning does not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    static final String CHOICES = "one of: ";

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line such as {@code signalbox.yaml:3:9 server.port: "x" (expected: a number from 0 to 65535)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        text.append(isError() ? " " : " warning: ");
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        return text.append(what).append(advice()).toString();
    }

    private String advice() {
        String wanted = expected.isEmpty()
                ? ""
                : expected.startsWith(CHOICES) ? "expected " + expected : "expected: " + expected;
        String both = wanted + (wanted.isEmpty() || suggestion.isEmpty() ? "" : "; ") + suggestion;
        return both.isEmpty() ? "" : " (" + both + ")";
    }
}
