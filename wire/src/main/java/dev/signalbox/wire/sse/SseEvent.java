package dev.signalbox.wire.sse;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param name the {@code event:} field, or null where the stream gives none
 * @param data the {@code data:} lines joined by a line feed, as UTF-8 bytes; empty for an event without data
 */
public record SseEvent(@Nullable String name, byte[] data) {}
