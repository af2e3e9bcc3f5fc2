package dev.signalbox.cli.router.compare;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an answer is held against what is expected. */
public enum Grader {
    /** The same words, whatever their case and white space. */
    EXACT,
    /** The expected words are in it, whatever their case and white space. */
    CONTAINS,
    /** The expected text is a regular expression that finds something in it. */
    REGEX,
    /** The last number in it is the expected one. */
    NUMBER;

    private static final Pattern DIGITS = Pattern.compile("-?\\d[\\d,]*(?:\\.\\d+)?");
    private static final double SAME = 1e-6;

    /** 1 for a right answer, else 0. */
    double score(String expected, String answer) {
        boolean right = switch (this) {
            case EXACT -> plain(answer).equals(plain(expected));
            case CONTAINS -> plain(answer).contains(plain(expected));
            case REGEX -> Pattern.compile(expected).matcher(answer).find();
            case NUMBER -> Math.abs(last(answer) - last(expected)) <= SAME * Math.max(1, Math.abs(last(expected)));
        };
        return right ? 1 : 0;
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** Not a number if there is none. */
    private static double last(String text) {
        Matcher numbers = DIGITS.matcher(text);
        double last = Double.NaN;
        while (numbers.find()) {
            last = Double.parseDouble(numbers.group().replace(",", ""));
        }
        return last;
    }

    /** As it stands in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
