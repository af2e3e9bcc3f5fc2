package dev.signalbox.server.http;

/** Which stages stand before an endpoint. */
public enum EndpointKind {
    /** Reaches a model, a tool or an agent: walks the whole road. */
    MODEL,
    /** Needs to know the caller only. */
    LOOKUP,
    /** What a browser asks before a page may call: no stage at all. */
    PREFLIGHT,
    /** Health, metrics, administration. */
    OPERATIONS
}
