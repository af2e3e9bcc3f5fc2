package dev.signalbox.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that must never be shown: {@link #toString} masks it, and comparing takes the same time whatever differs.
 * It may remember the reference it came from ({@code ${NAME}} or {@code file:PATH}), which can be shown in its place.
 */
public final class Secret {

    /** What stands in the place of a secret wherever one would be shown. */
    public static final String MASK = "***";

    private final byte[] value;
    private final @Nullable String reference;

    private Secret(String value, @Nullable String reference) {
        this.value = value.getBytes(UTF_8);
        this.reference = reference;
    }

    public static Secret of(String value) {
        return new Secret(value, null);
    }

    /** A secret that was read through {@code reference}; the reference is not secret. */
    public static Secret of(String value, String reference) {
        return new Secret(value, reference);
    }

    /** The value in clear, for the one place that sends it. */
    public String reveal() {
        return new String(value, UTF_8);
    }

    public Optional<String> reference() {
        return Optional.ofNullable(reference);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(value, secret.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
