package dev.signalbox.server.boot;

import dev.signalbox.server.config.Reload;
import dev.signalbox.server.events.Events;
import dev.signalbox.server.settings.EventKind;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.Entry;
import dev.signalbox.wire.json.Json;
import java.time.Duration;

/** Puts what happens into events: words and names of the configuration, never what callers wrote. */
final class EventTelling {
    private final Events events;
    private final SettingsHolder settings;

    EventTelling(Events events, SettingsHolder settings) {
        this.events = events;
        this.settings = settings;
    }

    void tripped(String target, String rule, Duration time) {
        events.tell(
                EventKind.BREAKER_TRIPPED,
                Json.object(data -> data.put("target", target).put("rule", rule).put("trip_ms", time.toMillis())));
    }

    void reset(String target) {
        events.tell(EventKind.BREAKER_RESET, Json.object(data -> data.put("target", target)));
    }

    void closed(Entry entry) {
        for (Attempt attempt : entry.attempts()) {
            switch (attempt.error().orElse("")) {
                case "http_401" -> credentialFailed(attempt, 401);
                case "http_403" -> credentialFailed(attempt, 403);
                default -> {
                    // not about credentials
                }
            }
        }
    }

    /** A caller may have asked for any name that a pattern takes, so the pattern stands for it. */
    private void credentialFailed(Attempt attempt, int status) {
        events.tellNowAndThen(EventKind.CREDENTIAL_FAILURE, attempt.provider() + " " + status, Json.object(data -> {
            data.put("provider", attempt.provider());
            settings.now().model(attempt.target()).map(ModelSettings::name).ifPresent(name -> data.put("model", name));
            data.put("status", status);
        }));
    }

    void reloaded(Reload reload) {
        switch (reload) {
            case Reload.Swapped swapped ->
                events.tell(
                        EventKind.CONFIGURATION_SWAPPED,
                        Json.object(
                                data -> data.put("version", swapped.settings().version())));
            case Reload.Kept kept ->
                events.tell(
                        EventKind.CONFIGURATION_REFUSED,
                        Json.object(data -> data.put("version", kept.settings().version())
                                .put("problems", kept.problems().size())));
            case Reload.Unchanged _ -> {
                // nothing happened
            }
        }
    }
}
