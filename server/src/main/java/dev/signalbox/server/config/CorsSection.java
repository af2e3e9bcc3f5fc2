package dev.signalbox.server.config;

import dev.signalbox.server.settings.CorsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** {@code server.cors}: calls from web pages. */
final class CorsSection {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

    private static final Key<CorsSettings, Set<String>> ORIGINS = Key.required(
            "origins",
            ListKind.orOne(WordKind.matching("an origin such as https://app.example, or *", CorsSettings.ORIGIN))
                    .as(TreeSet<String>::new, List::copyOf),
            CorsSettings::origins,
            "The origins of pages that may call, or `*` alone for every page there is.");
    private static final Key<CorsSettings, List<String>> HEADERS = Key.withDefault(
            "headers",
            ListKind.orOne(WordKind.matching("the name of a header, or *", TOKEN)),
            CorsSettings::headers,
            List.of(CorsSettings.ANY),
            "The headers that pages may send; `*` for whichever they name.");
    private static final Key<CorsSettings, List<String>> METHODS = Key.withDefault(
            "methods",
            ListKind.orOne(WordKind.matching("a method such as POST", Pattern.compile("[A-Z]{1,20}"))),
            CorsSettings::methods,
            List.of("GET", "POST"),
            "The methods that pages may use.");
    private static final Key<CorsSettings, Duration> MAX_AGE = Key.withDefault(
            "max-age",
            Durations.zeroOrMore(),
            CorsSettings::maxAge,
            Duration.ofMinutes(10),
            "How long a browser may remember what it was told.");
    private static final Key<CorsSettings, Boolean> CREDENTIALS = Key.withDefault(
            "credentials",
            WordKind.trueOrFalse(),
            CorsSettings::credentials,
            false,
            "Whether browsers may send cookies of their own; keys in headers need none of it. Never with `*`.");

    static final Section<CorsSettings> SECTION = Section.of(
                    "server.cors",
                    "Which web pages may call from a browser. Without it none may.",
                    List.of(ORIGINS, HEADERS, METHODS, MAX_AGE, CREDENTIALS),
                    v -> new CorsSettings(
                            v.get(ORIGINS), v.get(HEADERS), v.get(METHODS), v.get(MAX_AGE), v.get(CREDENTIALS)))
            .renamed(Map.of("origin", "origins", "allow-origins", "origins", "allowed-origins", "origins"));

    private CorsSection() {}
}
