/**
 * An append-only journal that survives the death of its process: records are copied into memory-mapped, preallocated files
 * in well under a microsecond, and forced to the disk in groups by a thread of their own. Knows bytes, files and threads; must not know
 * what the records mean.
 */
@NullMarked
package dev.signalbox.server.ledger.journal;

import org.jspecify.annotations.NullMarked;
