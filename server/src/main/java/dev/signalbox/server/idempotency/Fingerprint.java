package dev.signalbox.server.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.exchange.Exchange;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells one request from another: its dialect, what its path and body ask for, every byte of its body. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Exchange exchange) {
        MessageDigest digest = sha256();
        String address = exchange.dialect().name() + "\n" + exchange.envelope().model() + "\n"
                + exchange.envelope().stream() + "\n";
        digest.update(address.getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest(exchange.envelope().body()));
    }

    static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
