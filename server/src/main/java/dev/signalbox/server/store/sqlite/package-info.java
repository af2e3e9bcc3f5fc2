/**
 * The stores in one SQLite file, for one machine. Native code: its callers must be platform threads, few of them. Must not
 * know what the stores are for beyond their ports.
 */
@NullMarked
package dev.signalbox.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
