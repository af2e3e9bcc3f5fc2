package dev.signalbox.simulator.script;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code name=value} pairs with commas between them; each is taken once, and what nobody takes is an error. */
final class Fields {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m)?");

    private final Map<String, String> values;
    private final TreeSet<String> known = new TreeSet<>();

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    static Fields read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.split(",")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("field: " + pair.strip() + " (expected: name=value)");
            }
            String name = pair.substring(0, equals).strip();
            if (values.put(name, pair.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("field: " + name + " twice (expected: once)");
            }
        }
        return new Fields(values);
    }

    @Nullable
    String take(String name) {
        known.add(name);
        return values.remove(name);
    }

    String text(String name, String otherwise) {
        String value = take(name);
        return value == null ? otherwise : value;
    }

    /** Bare numbers are seconds. */
    Duration duration(String name, Duration otherwise) {
        String value = take(name);
        if (value == null) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a duration such as 200ms, 2s or 1m)");
        }
        double seconds = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2);
        double factor = unit == null || unit.equals("s") ? 1 : unit.equals("ms") ? 0.001 : 60;
        return Duration.ofNanos(Math.round(seconds * factor * 1e9));
    }

    double number(String name, double otherwise) {
        String value = take(name);
        try {
            return value == null ? otherwise : Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a number)", e);
        }
    }

    int count(String name, int otherwise) {
        String value = take(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a whole number)", e);
        }
    }

    /** Takes all that is left but these. */
    Map<String, String> others(Set<String> names) {
        Map<String, String> taken = new LinkedHashMap<>(values);
        taken.keySet().removeAll(names);
        values.keySet().removeAll(taken.keySet());
        return taken;
    }

    boolean has(String name) {
        known.add(name);
        return values.containsKey(name);
    }

    void refuseOthers(String what) {
        if (!values.isEmpty()) {
            String name = values.keySet().iterator().next();
            throw new IllegalArgumentException(
                    "field of " + what + ": " + name + " (expected one of: " + String.join(", ", known) + ")");
        }
    }
}
