package dev.signalbox.server.routers.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A template that was read.
 *
 * @param elsewhere what it refers to and what is not read with it
 */
public record Template(List<Resource> resources, List<Elsewhere> elsewhere, Evaluation evaluation) {
    public static final int MOST_LETTERS = 4 << 20;

    public Template {
        resources = List.copyOf(resources);
        elsewhere = List.copyOf(elsewhere);
    }

    /** Another file, with where it is named. */
    public record Elsewhere(String what, At at) {}

    /** The languages in which templates are written. */
    public enum Language {
        /** JSON. */
        ARM,
        /** The language of its own. */
        BICEP;

        /** By the end of the file's name, else by how the text begins. */
        public static Language of(String file, String text) {
            String name = file.toLowerCase(Locale.ROOT);
            if (name.endsWith(".bicep")) {
                return BICEP;
            }
            String start = text.startsWith("\ufeff") ? text.substring(1) : text;
            return name.endsWith(".json")
                            || name.endsWith(".jsonc")
                            || start.stripLeading().startsWith("{")
                    ? ARM
                    : BICEP;
        }
    }

    /**
     * Reads a template.
     *
     * @param given values of parameters, by name
     * @throws TemplateMistake if it cannot be read
     */
    public static Template read(Language language, String text, Map<String, Node> given) {
        if (text.length() > MOST_LETTERS) {
            throw new TemplateMistake(At.START, "too large", "at most " + (MOST_LETTERS >> 20) + " MiB");
        }
        return switch (language) {
            case ARM -> ArmText.read(text, given);
            case BICEP -> BicepText.read(text, given);
        };
    }

    /** Reads one resource as it is sent to Azure: JSON without expressions. */
    public static Template body(String text) {
        Node body = JsonText.read(text);
        Scope nothing = new Scope(Map.of(), Optional.empty());
        return new Template(
                List.of(new Resource("", body, nothing, false, body.at())), List.of(), new Evaluation(false));
    }

    /** A value of a parameter as a user types it: JSON where it looks like it, else text. */
    public static Node given(String typed) {
        boolean json = typed.startsWith("[") || typed.startsWith("{") || typed.matches("-?[0-9]{1,18}|true|false");
        return json ? JsonText.read(typed) : new Node.Text(typed, At.START);
    }

    /**
     * The values of parameters, as files of parameters have them.
     *
     * @throws TemplateMistake if it is none
     */
    public static Map<String, Node> parameters(String text) {
        return ArmText.parameters(text);
    }
}
