package dev.signalbox.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names of people and callers as digests: keyed, so that a report which leaves the house tells nothing to those who guess
 * names. The key lies in the store.
 */
public record Subjects(String salt) {
    private static final String PREFIX = "digest:";
    private static final int BYTES = 12;

    /** The digest of this name, always the same in one store. */
    public String digest(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt.getBytes(UTF_8), "HmacSHA256"));
            return PREFIX + HexFormat.of().formatHex(mac.doFinal(name.getBytes(UTF_8)), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256: absent (expected: in every JDK)", e);
        }
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "Subjects[***]";
    }
}
