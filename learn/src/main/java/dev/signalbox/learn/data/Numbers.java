package dev.signalbox.learn.data;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in data files: plain decimals, read strictly, written the same on every machine. */
public final class Numbers {

    private static final MathContext DIGITS = new MathContext(9);

    private Numbers() {}

    /** The shortest plain decimal of nine significant digits; empty for what is not a finite number. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** The value of a decimal; NaN for anything else, words such as NaN and Infinity included. */
    static double value(String field) {
        String text = field.strip();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    /** The value of a field that may be blank (then {@code blank}) and must else be a number of at least 0. */
    static double amount(CsvReader row, String name, int column, double blank) throws DataException {
        String field = row.get(column);
        if (field.isBlank()) {
            return blank;
        }
        double value = value(field);
        if (!(value >= 0)) {
            throw row.problem(name + ": " + CsvReader.quoted(field) + " (expected: a number of at least 0)");
        }
        return value;
    }
}
