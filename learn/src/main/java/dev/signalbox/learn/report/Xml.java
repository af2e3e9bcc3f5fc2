package dev.signalbox.learn.report;

import java.math.BigDecimal;

/** Text and numbers as they stand in XML. */
final class Xml {

    private Xml() {}

    static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> safe.append(
                        switch (c) {
                            case '&' -> "&amp;";
                            case '<' -> "&lt;";
                            case '>' -> "&gt;";
                            case '"' -> "&quot;";
                            default -> c < ' ' || !Character.isDefined(c) ? " " : Character.toString(c);
                        }));
        return safe.toString();
    }

    /** A coordinate to a hundredth. */
    static String number(double value) {
        return BigDecimal.valueOf(Math.round(value * 100), 2)
                .stripTrailingZeros()
                .toPlainString();
    }
}
