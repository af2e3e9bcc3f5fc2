package dev.signalbox.server.identity;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.settings.CallerSettings;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.NamePattern;
import dev.signalbox.server.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises callers by the SHA-256 of their key.
 *
 * <p>A digest is looked up in a table: whoever could learn something from the time of that look-up would learn about a
 * digest that he computed himself, and never a byte of somebody's key.
 */
public final class Identity {
    private final PerSettings<Map<KeyDigest, Caller>> callers = new PerSettings<>(Identity::index);

    /**
     * The caller with this key.
     *
     * @throws Refused with {@link Failure.Unauthenticated} if there is no key or nobody has it
     */
    public Caller recognise(Optional<KeyDigest> key, Settings settings) {
        if (key.isEmpty()) {
            throw new Refused(new Failure.Unauthenticated(
                    "missing_api_key",
                    "no key was given (expected: Authorization: Bearer KEY, or x-api-key, api-key, x-goog-api-key,"
                            + " Ocp-Apim-Subscription-Key)"));
        }
        Caller caller = callers.of(settings).get(key.get());
        if (caller == null) {
            throw new Refused(new Failure.Unauthenticated(
                    "invalid_api_key", "the key is not known here (expected: a key of a caller)"));
        }
        return caller;
    }

    /** The caller of this name, for those who may see the configuration: no key is asked for. */
    public Optional<Caller> named(String name, Settings settings) {
        return Optional.ofNullable(settings.callers().get(name)).map(Identity::known);
    }

    private static Map<KeyDigest, Caller> index(Settings settings) {
        Map<KeyDigest, Caller> index = new HashMap<>();
        for (CallerSettings caller : settings.callers().values()) {
            Caller known = known(caller);
            caller.keys().forEach(key -> index.put(key, known));
        }
        return index;
    }

    private static Caller known(CallerSettings caller) {
        return new Caller(
                caller.name(),
                caller.tenant(),
                caller.plan(),
                caller.team(),
                caller.mayUse()
                        .map(names -> names.stream().map(NamePattern::new).toList()),
                caller.metadata(),
                caller.boundary());
    }
}
