package dev.signalbox.wire.dialect;

/** A value that was changed so that the model accepts the request. */
public record Adjustment(String field, String from, String to, String reason) {}
