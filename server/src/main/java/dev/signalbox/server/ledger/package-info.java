/**
 * The account of every exchange: what was set aside for it, what it used and cost, how it ended, written to a journal before
 * the caller has its last byte and kept as entries. Knows prices and the entries' port; must not know other stages, HTTP, nor any database.
 */
@NullMarked
package dev.signalbox.server.ledger;

import org.jspecify.annotations.NullMarked;
