package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Headers;
import java.util.Optional;

/** A header field by which a caller tells a wish, and the name under which TrueFoundry's clients know it. */
record WishHeader(String own, String foreign) {
    /** What was written. */
    record Written(String header, boolean isForeign, String value) {
        /** This value cannot be read. */
        Refused refused(String expected) {
            return refuse(header, header + ": " + Failure.shown(value) + " (expected: " + expected + ")");
        }
    }

    /**
     * What the caller wrote, if it did.
     *
     * @throws Refused if it wrote more than one
     */
    Optional<Written> find(Headers headers) {
        if (!headers.contains(own) && !headers.contains(foreign)) {
            return Optional.empty();
        }
        int written = headers.all(own).size() + headers.all(foreign).size();
        if (written > 1) {
            throw refuse(own, own + ": " + written + " values (expected: one, in " + own + " or " + foreign + ")");
        }
        return headers.first(own)
                .map(value -> new Written(own, false, value.trim()))
                .or(() -> headers.first(foreign).map(value -> new Written(foreign, true, value.trim())));
    }

    private static Refused refuse(String header, String detail) {
        return new Refused(new Failure.BadRequest("invalid_request", detail, Optional.of(header)));
    }
}
