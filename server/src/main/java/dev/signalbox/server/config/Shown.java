package dev.signalbox.server.config;

import dev.signalbox.server.settings.Secret;
import java.util.regex.Pattern;

/** How text from a configuration is shown in a problem: short, on one line, and masked where it looks like a key. */
final class Shown {

    private static final int LONGEST = 60;
    private static final Pattern KEY_PREFIX =
            Pattern.compile("(?is)(?:sk|rk|pk|sbx|xox[a-z]|gh[a-z]|hf|gsk|xai)[-_].*|bearer\\s.*|basic\\s.*");
    private static final Pattern KEY_BODY =
            Pattern.compile("(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{20,}|AKIA[A-Z0-9]+|eyJ[A-Za-z0-9_-]+");

    private Shown() {}

    static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    static String plain(String text) {
        if (looksLikeKey(text)) {
            return Secret.MASK;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "..." : shown.toString();
    }

    /** Somebody who pastes a key into the wrong line must not find it in a log. */
    private static boolean looksLikeKey(String text) {
        String start = text.length() > 4096 ? text.substring(0, 4096) : text;
        return KEY_PREFIX.matcher(start).matches() || KEY_BODY.matcher(start).find();
    }
}
