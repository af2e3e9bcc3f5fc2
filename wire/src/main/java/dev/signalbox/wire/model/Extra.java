package dev.signalbox.wire.model;

import dev.signalbox.wire.json.Json;

/**
 * Fields that the canonical model does not know, kept as they were read.
 *
 * <p>They belong to the dialect they were read in: a writer of another dialect reports each as a loss.
 *
 * @param dialect name of the dialect family whose fields these are; empty if there are none
 * @param fields the fields
 */
public record Extra(String dialect, Json.Obj fields) {
    private static final Extra NONE = new Extra("", Json.object(f -> {}));

    /** No unknown fields. */
    public static Extra none() {
        return NONE;
    }

    /** These fields of this dialect, if there are any. */
    public static Extra kept(String dialect, Json.Obj fields) {
        return fields.fields().isEmpty() ? NONE : new Extra(dialect, fields);
    }

    /** Whether there are no fields. */
    public boolean isEmpty() {
        return fields.fields().isEmpty();
    }

    /** The fields if they are of this dialect, else none. */
    public Json.Obj of(String name) {
        return dialect.equals(name) ? fields : NONE.fields;
    }
}
