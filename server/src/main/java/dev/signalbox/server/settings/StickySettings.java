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
     * One part of what names a session: a header, or a field of the body's {@code metadata}.
     *
     * @param header the name of the header
     * @param metadata the name of the field
     */
    public record Part(Optional<String> header, Optional<String> metadata) {

        public Part {
            Checks.that(header.isPresent() != metadata.isPresent(), "part", "both or none", "header or metadata");
        }
    }
}
