package dev.signalbox.server.settings;

/**
 * A name, or the beginning of names when it ends in {@code *}.
 *
 * @param text what the user wrote, such as {@code gpt-5} or {@code gpt-*}
 */
public record NamePattern(String text) {

    public NamePattern {
        Checks.name("name", text);
        int star = text.indexOf('*');
        Checks.that(star < 0 || star == text.length() - 1, "name", '"' + text + '"', "a * at the end only");
    }

    public static boolean isValid(String text) {
        int star = text.indexOf('*');
        return Checks.isName(text) && (star < 0 || star == text.length() - 1);
    }

    public boolean isOpen() {
        return text.endsWith("*");
    }

    public boolean matches(String name) {
        return isOpen() ? name.startsWith(text.substring(0, text.length() - 1)) : name.equals(text);
    }
}
