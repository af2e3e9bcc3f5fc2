package dev.signalbox.server.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of header fields that routing may ask for. Those that carry keys are taken out at the door, so nothing would ever fit. */
final class SeenHeader {
    static final String WORDS = "the name of a header that carries no key";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    private static final Set<String> TAKEN_OUT = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "ocp-apim-subscription-key");

    private SeenHeader() {}

    static boolean is(String name) {
        return NAME.matcher(name).matches() && !TAKEN_OUT.contains(name.toLowerCase(Locale.ROOT));
    }
}
