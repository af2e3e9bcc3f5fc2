package dev.signalbox.wire.dialect.gemini;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The resource of a model in the path. A bare name is one of {@code models/}; a name that says its own collection (a tuned
 * model, an endpoint of Vertex) keeps it.
 */
final class ModelPath {
    private static final List<String> COLLECTIONS = List.of("models/", "tunedModels/", "endpoints/", "publishers/");
    private static final String PLAIN = "-._~@";

    private ModelPath() {}

    static String of(String model) {
        boolean whole = COLLECTIONS.stream().anyMatch(model::startsWith);
        List<String> segments = new ArrayList<>();
        for (String segment : (whole ? model : "models/" + model).split("/", -1)) {
            segments.add(encoded(segment));
        }
        return "/"
                + (whole
                        ? String.join("/", segments)
                        : "models/" + String.join("%2F", segments.subList(1, segments.size())));
    }

    private static String encoded(String segment) {
        if (segment.equals(".") || segment.equals("..")) {
            return segment.replace(".", "%2E"); // never a step to another resource
        }
        StringBuilder text = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (b & 0xFF);
            boolean plain = letter < 128 && (Character.isLetterOrDigit(letter) || PLAIN.indexOf(letter) >= 0);
            text.append(plain ? String.valueOf(letter) : String.format("%%%02X", b & 0xFF));
        }
        return text.toString();
    }
}
