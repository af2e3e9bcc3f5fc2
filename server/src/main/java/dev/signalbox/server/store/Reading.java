package dev.signalbox.server.store;

import java.time.Instant;

/**
 * What calibration reads from the prompt of one request: numbers, none of its words. The arrays are not copied.
 *
 * @param requestId the request
 * @param made when it was read
 * @param version of what the surface counts
 * @param tokens estimated tokens of the whole prompt
 * @param surface what was counted on the prompt's surface
 * @param embedding its embedding
 */
@SuppressWarnings("ArrayRecordComponent") // read once, where it is written or learnt from
public record Reading(String requestId, Instant made, int version, int tokens, float[] surface, float[] embedding) {}
