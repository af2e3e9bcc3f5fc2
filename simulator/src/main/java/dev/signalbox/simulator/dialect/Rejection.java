package dev.signalbox.simulator.dialect;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that the provider does not serve, with everything that its error body tells. */
public final class Rejection extends RuntimeException {
    private final int status;
    private final @Nullable String type;
    private final @Nullable String param;
    private final @Nullable String code;
    private final Optional<Duration> again;

    /** @param type the dialect's error type; null for the usual one of the status */
    public Rejection(int status, @Nullable String type, String message, @Nullable String param, @Nullable String code) {
        this(status, type, message, param, code, Optional.empty());
    }

    private Rejection(
            int status,
            @Nullable String type,
            String message,
            @Nullable String param,
            @Nullable String code,
            Optional<Duration> again) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
        this.again = again;
    }

    /** The same rejection, with the time after which the client may try again. */
    public Rejection after(Optional<Duration> wait) {
        return new Rejection(status, type, message(), param, code, wait);
    }

    public static Rejection badRequest(String message, @Nullable String param, @Nullable String code) {
        return new Rejection(400, null, message, param, code);
    }

    public static Rejection badRequest(String message) {
        return badRequest(message, null, null);
    }

    public int status() {
        return status;
    }

    public @Nullable String type() {
        return type;
    }

    /** What the client is told. */
    public String message() {
        return String.valueOf(getMessage());
    }

    public @Nullable String param() {
        return param;
    }

    public @Nullable String code() {
        return code;
    }

    /** When the client may try again. */
    public Optional<Duration> again() {
        return again;
    }
}
