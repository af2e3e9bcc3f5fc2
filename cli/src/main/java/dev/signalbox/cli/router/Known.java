package dev.signalbox.cli.router;

import dev.signalbox.server.config.Nearest;
import java.util.Collection;

/** What to say of a name that nobody knows, beside what is expected. */
public final class Known {
    private static final int MOST = 12;

    private Known() {}

    /** Such as {@code : a, b; did you mean b?}: the names, few of them, the nearest first. */
    public static String suggestion(String written, Collection<String> names) {
        String nearest = Nearest.phrase(written, names);
        String some = String.join(
                ", ",
                Nearest.first(written, names.stream().sorted().toList()).stream()
                        .limit(MOST)
                        .toList());
        return (some.isEmpty() ? "" : ": " + some + (names.size() > MOST ? ", ..." : ""))
                + (nearest.isEmpty() ? "" : "; " + nearest);
    }
}
