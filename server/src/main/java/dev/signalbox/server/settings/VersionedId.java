package dev.signalbox.server.settings;

import java.util.regex.Pattern;

/**
 * A provider's id of a model that ends in a version, so that it stays the same model: a date such as {@code -2025-08-07},
 * {@code -20250929}, {@code @20250929}, {@code -09-2025}, {@code -2411} or {@code -0613}, or a revision such as {@code -001},
 * each perhaps with a further {@code -v1:0}. A model that was tuned is tuned once. All other ids float: the provider may put another model behind them.
 */
public final class VersionedId {
    private static final Pattern VERSIONED = Pattern.compile(
            ".*[-@](?:\\d{4}-\\d{2}-\\d{2}|\\d{2}-\\d{4}|\\d{8}|\\d{6}|\\d{4}|\\d{3})(?:-v\\d{1,3}(?::\\d{1,3})?)?");

    private VersionedId() {}

    public static boolean is(String id) {
        return VERSIONED.matcher(id).matches() || FineTunedId.is(id);
    }
}
