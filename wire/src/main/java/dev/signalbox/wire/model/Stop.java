package dev.signalbox.wire.model;

import java.util.Optional;

/**
 * How an answer ended.
 *
 * @param provider the provider's own word
 * @param sequence the stop sequence that was met
 */
public record Stop(StopReason reason, String provider, Optional<String> sequence) {}
