package dev.signalbox.server.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.Settings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether a name stands for the same target at two gateways whose configurations may differ: a digest of where its
 * requests go and for which model. No secret is in it.
 */
final class Marks {
    private static final int BYTES = 8;

    private final PerSettings<Map<String, String>> marks = new PerSettings<>(Marks::all);

    /** The mark of this name; nothing if no model is configured by it. */
    Optional<String> of(String name, Settings settings) {
        return Optional.ofNullable(marks.of(settings).get(name));
    }

    private static Map<String, String> all(Settings settings) {
        Map<String, String> all = new HashMap<>();
        settings.models().forEach((name, model) -> {
            ProviderSettings provider = settings.providers().get(model.provider());
            if (provider != null) {
                all.put(name, mark(model, provider));
            }
        });
        return Map.copyOf(all);
    }

    private static String mark(ModelSettings model, ProviderSettings provider) {
        String what = String.join(
                "\n",
                provider.dialect().word(),
                provider.endpoint().toString(),
                provider.apiVersion().orElse(""),
                model.id());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256 in this JDK", e);
        }
    }
}
