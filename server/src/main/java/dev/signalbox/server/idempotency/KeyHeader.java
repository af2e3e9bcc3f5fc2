package dev.signalbox.server.idempotency;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Headers;
import java.util.List;
import java.util.Optional;

/** The field in which a caller names its key. */
final class KeyHeader {
    static final String NAME = "Idempotency-Key";
    private static final int LONGEST = 255;

    private KeyHeader() {}

    /** @throws Refused if what is there is no key */
    static Optional<String> of(Headers headers) {
        List<String> keys = headers.all(NAME);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String key = keys.getFirst();
        boolean good = keys.size() == 1
                && !key.isEmpty()
                && key.length() <= LONGEST
                && key.chars().allMatch(c -> c > ' ' && c < 127);
        if (!good) {
            throw new Refused(new Failure.BadRequest(
                    "invalid_idempotency_key",
                    NAME + ": " + (keys.size() > 1 ? keys.size() + " of them" : key.length() + " characters")
                            + " (expected: one of 1 to " + LONGEST + " visible ASCII characters)",
                    Optional.of(NAME)));
        }
        return Optional.of(key);
    }
}
