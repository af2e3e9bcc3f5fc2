package dev.signalbox.wire.dialect;

/** A field that a translation could not carry, and was dropped. */
public record Loss(String field, String reason) {}
