package dev.signalbox.simulator.dialect;

import java.util.OptionalInt;

/**
 * What shapes one reply beside the request itself.
 *
 * @param fingerprint a hash of the request's bytes, from which ids are made
 * @param tokensPerEvent how many tokens one event of a stream carries
 * @param cached how many input tokens are to be reported as read from the cache, whatever the prompt cache holds
 */
public record Circumstances(long fingerprint, int tokensPerEvent, OptionalInt cached) {}
