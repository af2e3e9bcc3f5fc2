package dev.signalbox.server.http;

/** Which stages stand before an endpoint. */
public enum EndpointKind {
    /** Reaches a model, a tool or an agent: walks the whole road. */
    MODEL,
    /** Needs to know the caller only. */
    LOOKUP,
    /** Health, metrics, administration. */
    OPERATIONS
}
