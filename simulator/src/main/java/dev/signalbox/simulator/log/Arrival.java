package dev.signalbox.simulator.log;

import java.util.Map;

/** A complete request at the moment of its arrival; {@code headers} are read when somebody asks for them. */
public record Arrival(
        String dialect,
        String method,
        String path,
        Iterable<Map.Entry<String, String>> headers,
        byte[] body,
        String requestId) {}
