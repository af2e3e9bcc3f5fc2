package dev.signalbox.server.store;

/**
 * An exchange that is not over, as far as was written: what becomes of it if its writer dies.
 *
 * @param origin the record that opened it
 * @param otherwise the entry that closes it if nobody else does: lost, charged at its holds
 */
public record OpenExchange(Entry.Origin origin, Entry otherwise) {}
