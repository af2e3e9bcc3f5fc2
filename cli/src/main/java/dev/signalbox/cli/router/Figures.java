package dev.signalbox.cli.router;

import dev.signalbox.learn.data.Numbers;
import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as these commands show them. */
public final class Figures {
    private static final String UNKNOWN = "-";

    private Figures() {}

    public static String three(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : UNKNOWN;
    }

    public static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", share * 100) : UNKNOWN;
    }

    public static String money(double usd) {
        return Double.isFinite(usd) ? String.format(Locale.ROOT, usd < 10 ? "%.4f" : "%.2f", usd) : UNKNOWN;
    }

    /** A number, or null where there is none. */
    public static Json json(double value) {
        String text = Numbers.text(value);
        return text.isEmpty() ? new Json.Null() : Json.number(new BigDecimal(text));
    }
}
