package dev.signalbox.server.exchange;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Envelope;

/**
 * A request without its oldest turns.
 *
 * @param adjustment tells what was left out
 */
public record Shortened(Envelope envelope, Adjustment adjustment) {}
