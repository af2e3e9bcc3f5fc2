package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a session stays with the target that answered it.
 *
 * @param ttl how long after its last answer
 * @param by the parts that make a session; a request that lacks one belongs to none
 */
public record StickySettings(Duration ttl, List<Part> by) {

    public static final Duration DEFAULT_TTL = Duration.ofMinutes(30);

    public StickySettings {
        Checks.positive("ttl", ttl);
        by = List.copyOf(by);
        Checks.that(!by.isEmpty(), "by", 0, "at least one part");
    }

    /**
     * One part of what names a session: a header, a field of the body's {@code metadata}, or the conversation itself.
     *
     * @param header the name of the header
     * @param metadata the name of the field
     * @param conversation whether requests of one conversation belong together, told by its id or by how it began
     */
    public record Part(Optional<String> header, Optional<String> metadata, boolean conversation) {

        public Part {
            int kinds = (header.isPresent() ? 1 : 0) + (metadata.isPresent() ? 1 : 0) + (conversation ? 1 : 0);
            Checks.that(kinds == 1, "part", kinds + " kinds", "one of header, metadata and conversation");
        }

        /** A header, or a field of the metadata. */
        public Part(Optional<String> header, Optional<String> metadata) {
            this(header, metadata, false);
        }

        /** The conversation. */
        public static Part ofConversation() {
            return new Part(Optional.empty(), Optional.empty(), true);
        }
    }
}
