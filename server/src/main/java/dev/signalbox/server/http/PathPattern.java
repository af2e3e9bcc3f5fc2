package dev.signalbox.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pattern of an endpoint's path. {@code {name}} stands for one part between raw slashes (which may hold an encoded
 * slash), {@code {name...}} for one or more parts with the slashes between them; text may follow, as in
 * {@code /models/{model...}:generate}.
 */
public final class PathPattern {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)(\\.\\.\\.)?}");

    private final String text;
    private final List<String> names = new ArrayList<>();
    private final Pattern raw;

    private PathPattern(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        Matcher variables = VARIABLE.matcher(text);
        int from = 0;
        while (variables.find()) {
            regex.append(Pattern.quote(text.substring(from, variables.start())));
            regex.append(variables.group(2) == null ? "([^/]+)" : "(.*[^/])");
            names.add(variables.group(1));
            from = variables.end();
        }
        regex.append(Pattern.quote(text.substring(from)));
        raw = Pattern.compile(regex.toString());
    }

    /**
     * The pattern that this text describes.
     *
     * @throws IllegalArgumentException if the text does not begin with a slash or has a brace that is no variable
     */
    public static PathPattern of(String text) {
        String fixed = VARIABLE.matcher(text).replaceAll("");
        if (!text.startsWith("/") || fixed.indexOf('{') >= 0 || fixed.indexOf('}') >= 0) {
            throw new IllegalArgumentException("path pattern: " + text + " (expected: /fixed/{one}/{several...})");
        }
        return new PathPattern(text);
    }

    public String text() {
        return text;
    }

    boolean isPlain() {
        return names.isEmpty();
    }

    /** The decoded variables if the raw path fits. */
    Optional<Map<String, String>> match(String path) {
        Matcher matcher = raw.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            variables.put(names.get(i), PercentText.decode(matcher.group(i + 1)));
        }
        return Optional.of(variables);
    }

    @Override
    public String toString() {
        return text;
    }
}
