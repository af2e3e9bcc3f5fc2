package dev.signalbox.server.config;

import dev.signalbox.server.settings.EventKind;
import dev.signalbox.server.settings.EventSettings;
import dev.signalbox.server.settings.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code events}: who is told of what happens. */
final class EventSection {

    private static final Key<EventSettings, URI> WEBHOOK = Key.required(
            "webhook",
            Addresses.asWritten(),
            EventSettings::webhook,
            "The address that takes each event as a JSON POST: https, or http on this machine. Redirects are not followed.");
    private static final Key<EventSettings, Secret> SECRET = Key.required(
            "secret",
            Secrets.reference(),
            EventSettings::secret,
            "What deliveries are signed with: `whsec_` and 24 to 64 random bytes in base64, as Standard Webhooks has it.");
    private static final Key<EventSettings, Set<EventKind>> ON = Key.withDefault(
                    "on",
                    ListKind.orOne(WordKind.oneOf(EventKind.class, Map.of())).as(Set::copyOf, EventSection::inOrder),
                    EventSettings::on,
                    Set.of(EventKind.values()),
                    "Which events are sent.")
            .otherwise("all");

    static final Section<EventSettings> SECTION = Section.of(
                    "events",
                    "Who is told of what happens, by signed requests to one address. Without it nobody is.",
                    List.of(WEBHOOK, SECRET, ON),
                    v -> new EventSettings(v.get(WEBHOOK), v.get(SECRET), v.get(ON)))
            .renamed(Map.of("url", "webhook", "endpoint", "webhook", "key", "secret", "kinds", "on"))
            .checked(EventSection::check);

    private EventSection() {}

    private static List<EventKind> inOrder(Set<EventKind> kinds) {
        return Arrays.stream(EventKind.values()).filter(kinds::contains).toList();
    }

    private static void check(Values v, Spot spot) {
        v.find(WEBHOOK)
                .filter(address -> !EventSettings.isSafe(address))
                .ifPresent(address -> spot.at(WEBHOOK.name())
                        .error(Shown.quoted(address.toString()), EventSettings.ADDRESS_WORDS, ""));
        v.find(SECRET)
                .filter(secret -> !EventSettings.isUsable(secret))
                .ifPresent(
                        _ -> spot.at(SECRET.name()).error("a secret of another form", EventSettings.SECRET_WORDS, ""));
    }
}
