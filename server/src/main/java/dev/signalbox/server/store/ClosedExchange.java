package dev.signalbox.server.store;

import java.util.Optional;

/**
 * An exchange that is over.
 *
 * @param opened the record that opened it; absent where it never came to an attempt
 */
public record ClosedExchange(Entry entry, Optional<Entry.Origin> opened) {}
