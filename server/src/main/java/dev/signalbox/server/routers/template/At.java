package dev.signalbox.server.routers.template;

/** A position in a template, counted from 1. */
public record At(int line, int column) {
    /** Where a text begins. */
    public static final At START = new At(1, 1);

    At right(int columns) {
        return new At(line, column + columns);
    }
}
