package dev.signalbox.server.exchange;

import dev.signalbox.server.http.Headers;

/**
 * An answer that was given before and is given again.
 *
 * @param requestId the id of the request that it answered first
 */
public record KeptAnswer(int status, Headers headers, byte[] body, String requestId) {}
