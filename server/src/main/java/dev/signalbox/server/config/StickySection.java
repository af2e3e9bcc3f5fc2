package dev.signalbox.server.config;

import dev.signalbox.server.settings.StickySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code routes.NAME.sticky}: sessions that stay with the target that answered them. */
final class StickySection {

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

    private static final Key<StickySettings, Duration> TTL = Key.withDefault(
            "ttl",
            Durations.moreThanZero(),
            StickySettings::ttl,
            StickySettings.DEFAULT_TTL,
            "How long after its last answer a session stays with its target.");
    private static final Key<StickySettings, List<StickySettings.Part>> BY = Key.required(
            "by",
            ListKind.orOne(Part.SECTION),
            StickySettings::by,
            "What names a session; all of it must be there, or the request belongs to none.");

    static final Section<StickySettings> SECTION = Section.of(
                    "routes.NAME.sticky",
                    "How a session stays with the target that answered it.",
                    List.of(TTL, BY),
                    v -> new StickySettings(v.get(TTL), v.get(BY)))
            .renamed(Map.of(
                    "ttl-seconds", "ttl with a unit, such as 30m",
                    "session-identifiers", "by",
                    "header", "by: {header: NAME}"));

    private StickySection() {}

    private static final class Part {
        private static final Key<StickySettings.Part, Optional<String>> HEADER_NAME = Key.optional(
                "header",
                WordKind.matching("the name of a header", HEADER),
                StickySettings.Part::header,
                "A header of the request. Headers that carry keys are never seen here.");
        private static final Key<StickySettings.Part, Optional<String>> METADATA = Key.optional(
                "metadata", WordKind.label(), StickySettings.Part::metadata, "A field of the body's `metadata`.");

        static final Section<StickySettings.Part> SECTION = Section.of(
                        "routes.NAME.sticky.by[]",
                        "One part of what names a session: either of these.",
                        List.of(HEADER_NAME, METADATA),
                        v -> new StickySettings.Part(v.get(HEADER_NAME), v.get(METADATA)))
                .renamed(Map.of("key", "header or metadata", "source", "header or metadata"))
                .checked(Part::check);

        private Part() {}

        private static void check(Values v, Spot spot) {
            boolean header = v.find(HEADER_NAME).flatMap(name -> name).isPresent();
            boolean metadata = v.find(METADATA).flatMap(name -> name).isPresent();
            if (header && metadata) {
                spot.error("header and metadata", "one of the two", "");
            } else if (!header && !metadata && !spot.has("header") && !spot.has("metadata")) {
                spot.error("no header and no metadata", "one of the two", "");
            }
        }
    }
}
