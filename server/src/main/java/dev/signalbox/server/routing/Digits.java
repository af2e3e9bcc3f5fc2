package dev.signalbox.server.routing;

/**
 * Numbers as {@code %.2f} and {@code %.3g} would write them, but for exact halves of the last digit. Each decision tells some of
 * them, and formats that must be read first take longer than all the rest of it.
 */
final class Digits {
    private static final int SIGNIFICANT = 3;
    private static final long MOST = 1_000;
    private static final int SMALLEST_PLAIN = -4;

    private Digits() {}

    /** A number of at least 0 with so many digits behind the point. */
    static String fixed(double value, int places) {
        if (!(value >= 0 && value < 1e9)) {
            return String.valueOf(value);
        }
        long shift = Math.round(Math.pow(10, places));
        long scaled = Math.round(value * shift);
        String rest = Long.toString(scaled % shift);
        return scaled / shift + "." + "0".repeat(places - rest.length()) + rest;
    }

    /** A number of at least 0 with three digits that matter. */
    static String three(double value) {
        if (value == 0) {
            return "0.00";
        }
        if (!(value > 0 && value < 1e9 && value > 1e-90)) {
            return String.valueOf(value);
        }
        int exponent = (int) Math.floor(Math.log10(value));
        long digits = Math.round(value * Math.pow(10, SIGNIFICANT - 1 - exponent));
        if (digits >= MOST) {
            digits /= 10;
            exponent++;
        }
        String written = Long.toString(digits);
        if (exponent < SMALLEST_PLAIN || exponent >= SIGNIFICANT) {
            return split(written, 1)
                    + (exponent < 0 ? "e-" : "e+")
                    + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        return exponent < 0 ? "0." + "0".repeat(-exponent - 1) + written : split(written, exponent + 1);
    }

    private static String split(String digits, int before) {
        return before == digits.length() ? digits : digits.substring(0, before) + "." + digits.substring(before);
    }
}
