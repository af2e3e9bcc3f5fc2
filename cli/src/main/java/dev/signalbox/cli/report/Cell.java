package dev.signalbox.cli.report;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number of a report, or why there is none.
 *
 * @param number what is known
 * @param knowledge how much that is
 */
public record Cell(Optional<BigDecimal> number, Knowledge knowledge) implements Comparable<Cell> {

    private static final int NANO = 9;
    private static final int FEWEST_DECIMALS = 2;

    /** How much of a number is known. */
    public enum Knowledge {
        /** All of it. */
        ALL,
        /** A part of it: the number is at least this. */
        PART,
        /** Nothing. */
        UNKNOWN,
        /** There is nothing to know. */
        NONE
    }

    static Cell of(long count) {
        return new Cell(Optional.of(BigDecimal.valueOf(count)), Knowledge.ALL);
    }

    static Cell of(BigDecimal number) {
        return new Cell(Optional.of(number), Knowledge.ALL);
    }

    static Cell none() {
        return new Cell(Optional.empty(), Knowledge.NONE);
    }

    /** Money, of which {@code missing} parts have no known price: never shown as if they were free. */
    static Cell money(long nanoDollars, long missing) {
        if (missing > 0 && nanoDollars == 0) {
            return new Cell(Optional.empty(), Knowledge.UNKNOWN);
        }
        BigDecimal dollars = BigDecimal.valueOf(nanoDollars, NANO).stripTrailingZeros();
        return new Cell(
                Optional.of(dollars.scale() < FEWEST_DECIMALS ? dollars.setScale(FEWEST_DECIMALS) : dollars),
                missing > 0 ? Knowledge.PART : Knowledge.ALL);
    }

    /** How many of a hundred, with one decimal. */
    static Cell percent(long part, long whole) {
        return whole == 0 ? none() : of(BigDecimal.valueOf(Math.round(part * 1_000d / whole), 1));
    }

    /** As people read it. */
    String shown() {
        return switch (knowledge) {
            case ALL -> plain();
            case PART -> plain() + "+?";
            case UNKNOWN -> "unknown";
            case NONE -> "-";
        };
    }

    /** The number as programs read it: never with an exponent; empty where there is none. */
    String plain() {
        return number.map(BigDecimal::toPlainString).orElse("");
    }

    /** The number for a drawing. */
    double size() {
        return number.map(BigDecimal::doubleValue).orElse(0d);
    }

    /** By their numbers; what is unknown comes last. */
    @Override
    public int compareTo(Cell other) {
        return number.orElse(BigDecimal.ONE.negate()).compareTo(other.number.orElse(BigDecimal.ONE.negate()));
    }
}
