package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which web pages may call from a browser.
 *
 * @param origins the origins of such pages, or {@link #ANY} alone
 * @param headers the fields that they may send, or {@link #ANY} alone for whichever they name
 * @param methods the methods that they may use
 * @param maxAge how long a browser may remember what it was told
 * @param credentials whether browsers may send cookies and certificates of their own
 */
public record CorsSettings(
        Set<String> origins, List<String> headers, List<String> methods, Duration maxAge, boolean credentials) {

    /** Whoever asks. */
    public static final String ANY = "*";

    /** As browsers write origins: no path, no default port, host in lower case. */
    public static final Pattern ORIGIN = Pattern.compile(
            "(?!https://.*:443$|http://.*:80$)(?:\\*|(?:https?|[a-z][a-z0-9+.-]*-extension)://[a-z0-9._\\[\\]:-]+(?<!:)(?<!//))");

    public CorsSettings {
        Checks.that(!origins.isEmpty(), "origins", origins, "at least one");
        origins.forEach(origin -> Checks.that(
                ORIGIN.matcher(origin).matches(), "origins", origin, "an origin such as https://app.example, or *"));
        boolean any = origins.contains(ANY);
        Checks.that(!any || origins.size() == 1, "origins", origins, "* alone");
        Checks.that(!any || !credentials, "credentials", true, "false where origins is *");
        Checks.notNegative("max-age", maxAge);
        origins = Checks.sorted(origins);
        headers = List.copyOf(headers);
        methods = List.copyOf(methods);
    }

    /** Whether pages of this origin may call. */
    public boolean allows(String origin) {
        return origins.contains(ANY) || origins.contains(origin);
    }
}
