package dev.signalbox.cli.report;

/**
 * One column of numbers.
 *
 * @param name as programs know it
 * @param title as people read it, short
 * @param unit what the numbers are
 */
public record Column(String name, String title, Unit unit) {

    /** What a number is. */
    public enum Unit {
        COUNT,
        DOLLARS,
        MILLISECONDS,
        PER_SECOND,
        PERCENT,
        /** How much of a hundred belongs to the line; a table draws it. */
        SHARE
    }

    static Column count(String name, String title) {
        return new Column(name, title, Unit.COUNT);
    }

    static Column dollars(String name, String title) {
        return new Column(name, title, Unit.DOLLARS);
    }
}
