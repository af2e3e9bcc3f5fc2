package dev.signalbox.server.dispatch;

import java.time.Duration;
import java.util.Optional;

/**
 * A time as OpenAI and others write it: {@code 6m0s}, {@code 20ms}, {@code 1.5h}. Read without a pattern, for providers tell
 * such times with every answer.
 */
final class WrittenTime {
    private static final int MOST_PARTS = 5;
    private static final int MOST_DIGITS = 6;
    private static final int MOST_DECIMALS = 9;
    private static final double NANOS = 1e9;

    private final String text;
    private int at;

    private WrittenTime(String text) {
        this.text = text;
    }

    /** The time; nothing where the text is none. */
    static Optional<Duration> read(String text) {
        return new WrittenTime(text).sum();
    }

    private Optional<Duration> sum() {
        Duration sum = Duration.ZERO;
        for (int parts = 0; parts < MOST_PARTS && at < text.length(); parts++) {
            int from = at;
            if (!number()) {
                return Optional.empty();
            }
            int to = at;
            double unit = unit();
            if (unit == 0) {
                return Optional.empty();
            }
            sum = sum.plusNanos(Math.round(Double.parseDouble(text.substring(from, to)) * unit * NANOS));
        }
        return at == text.length() && at > 0 ? Optional.of(sum) : Optional.empty();
    }

    /** Steps over a number. */
    private boolean number() {
        if (!digits(MOST_DIGITS)) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            return digits(MOST_DECIMALS);
        }
        return true;
    }

    private boolean digits(int most) {
        int from = at;
        while (at < text.length() && at - from < most && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at > from;
    }

    /** Steps over a unit, and answers its seconds; 0 where there is none. */
    private double unit() {
        if (text.startsWith("ms", at)) {
            at += 2;
            return 0.001;
        }
        return switch (at < text.length() ? text.charAt(at++) : ' ') {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            default -> 0;
        };
    }
}
