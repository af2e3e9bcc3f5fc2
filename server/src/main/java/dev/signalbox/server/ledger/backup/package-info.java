/**
 * Copies of everything that a ledger's directory holds, made while it is written, verified, and brought back. Knows files and
 * journals; must not know what the stores hold.
 */
@NullMarked
package dev.signalbox.server.ledger.backup;

import org.jspecify.annotations.NullMarked;
