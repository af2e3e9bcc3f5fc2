package dev.signalbox.server.config;

import dev.signalbox.server.settings.StickySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code routes.NAME.sticky}: sessions that stay with the target that answered them. */
final class StickySection {

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
                WordKind.of(SeenHeader.WORDS, word -> Optional.of(word).filter(SeenHeader::is), word -> word),
                StickySettings.Part::header,
                "A header of the request. Headers that carry keys are never seen here.");
        private static final Key<StickySettings.Part, Optional<String>> METADATA = Key.optional(
                "metadata",
                WordKind.label(),
                StickySettings.Part::metadata,
                "A word of the request's metadata, or a text in the body's `metadata`.");
        private static final Key<StickySettings.Part, Boolean> CONVERSATION = Key.withDefault(
                "conversation",
                WordKind.trueOrFalse(),
                StickySettings.Part::conversation,
                false,
                "The conversation: by its id in `x-signalbox-session-id`, `x-ms-session-id` or the body, else by how it began.");

        static final Section<StickySettings.Part> SECTION = Section.of(
                        "routes.NAME.sticky.by[]",
                        "One part of what names a session: one of these.",
                        List.of(HEADER_NAME, METADATA, CONVERSATION),
                        v -> new StickySettings.Part(v.get(HEADER_NAME), v.get(METADATA), v.get(CONVERSATION)))
                .renamed(Map.of("key", "header or metadata", "source", "header or metadata"))
                .checked(Part::check);

        private Part() {}

        private static void check(Values v, Spot spot) {
            boolean conversation = v.find(CONVERSATION).orElse(false);
            List<String> written = Stream.of("header", "metadata", conversation ? "conversation" : "")
                    .filter(spot::has)
                    .toList();
            if (written.size() > 1) {
                spot.error(String.join(" and ", written), "one of them", "");
            } else if (written.isEmpty()) {
                spot.error("no header, no metadata and no conversation", "one of them", "");
            }
        }
    }
}
