package dev.signalbox.server.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.settings.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows that a message is of somebody who has the secret, which itself is never sent: HMAC-SHA256 over the body. */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "signalbox health v1\n".getBytes(UTF_8);

    private Signature() {}

    static String of(Secret secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM));
            mac.update(PURPOSE);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + ALGORITHM + " in this JDK", e);
        }
    }

    /** Takes the same time wherever the two differ. */
    static boolean fits(String shown, Secret secret, byte[] body) {
        return MessageDigest.isEqual(shown.getBytes(UTF_8), of(secret, body).getBytes(UTF_8));
    }
}
