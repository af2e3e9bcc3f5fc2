package dev.signalbox.server.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The record that entries were purged. Names nobody whose entries are gone: a subject is there as its digest.
 *
 * @param at when it ended, or when retention last purged on that day
 * @param by who did it: a user of the machine, or the gateway itself
 * @param what which entries, in words
 * @param oldest the first arrival of a purged entry
 * @param newest the last arrival of a purged entry
 */
public record Purge(
        Instant at,
        String by,
        Erasure how,
        String what,
        long entries,
        Optional<Instant> oldest,
        Optional<Instant> newest) {}
