package dev.signalbox.server.config;

import dev.signalbox.server.settings.LifecycleSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code models.NAME.lifecycle} and {@code routes.NAME.lifecycle}: how something goes away. */
final class LifecycleSection {
    static final String NAME = "lifecycle";
    static final String SUNSET = "sunset";
    static final String SUCCESSOR = "successor";

    private static final Key<LifecycleSettings, LocalDate> DEPRECATED = Key.required(
            "deprecated",
            day(),
            LifecycleSettings::deprecated,
            "The day from which callers are told to leave, in header fields of every answer and in the list of models.");
    private static final Key<LifecycleSettings, Optional<LocalDate>> SUNSET_DAY = Key.optional(
            SUNSET,
            day(),
            LifecycleSettings::sunset,
            "The day from which requests are refused with 410; later than `deprecated`.");
    private static final Key<LifecycleSettings, Optional<String>> SUCCESSOR_NAME = Key.optional(
            SUCCESSOR,
            WordKind.name(),
            LifecycleSettings::successor,
            "The model or route that takes its place; it must be there longer.");
    private static final Key<LifecycleSettings, Optional<URI>> LINK =
            Key.optional("link", page(), LifecycleSettings::link, "A page for people that tells more.");

    static final Section<LifecycleSettings> MODEL = section("models.NAME.lifecycle");
    static final Section<LifecycleSettings> ROUTE = section("routes.NAME.lifecycle");

    private LifecycleSection() {}

    private static Section<LifecycleSettings> section(String title) {
        return Section.of(
                        title,
                        "How it goes away. Days begin at 00:00 UTC.",
                        List.of(DEPRECATED, SUNSET_DAY, SUCCESSOR_NAME, LINK),
                        v -> new LifecycleSettings(
                                v.get(DEPRECATED), v.get(SUNSET_DAY), v.get(SUCCESSOR_NAME), v.get(LINK)))
                .renamed(Map.of(
                        "deprecation", "deprecated",
                        "retired", SUNSET,
                        "retirement", SUNSET,
                        "replacement", SUCCESSOR,
                        "url", "link"))
                .checked(LifecycleSection::check);
    }

    private static void check(Values v, Spot spot) {
        Optional<LocalDate> sunset = v.find(SUNSET_DAY).flatMap(day -> day);
        v.find(DEPRECATED)
                .filter(begin -> sunset.filter(end -> !end.isAfter(begin)).isPresent())
                .ifPresent(begin -> spot.at(SUNSET).error(sunset.orElseThrow().toString(), "a day after " + begin, ""));
    }

    /** The day that is written, if it is one. */
    static Optional<LocalDate> parse(String word) {
        try {
            return Optional.of(LocalDate.parse(word)).filter(day -> day.getYear() >= 2000 && day.getYear() < 2200);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Kind<LocalDate> day() {
        return WordKind.of("a day such as 2026-12-31", LifecycleSection::parse, LocalDate::toString);
    }

    private static Kind<URI> page() {
        return WordKind.of("an http or https address", LifecycleSection::parsePage, URI::toString);
    }

    /** It is sent as a header field, so it is ASCII. */
    private static Optional<URI> parsePage(String word) {
        try {
            URI uri = new URI(new URI(word).toASCIIString());
            boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return Optional.of(uri).filter(_ -> http && uri.getHost() != null && uri.getUserInfo() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
