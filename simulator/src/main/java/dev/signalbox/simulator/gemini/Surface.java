package dev.signalbox.simulator.gemini;

/**
 * Where and in which form the API is spoken.
 *
 * @param name the name in the simulator's log
 * @param vertex whether it is the one of the Google Cloud: bearer tokens, and a flat request to count tokens
 * @param array whether a stream is one JSON array; otherwise it consists of server-sent events
 */
public record Surface(String name, boolean vertex, boolean array) {}
