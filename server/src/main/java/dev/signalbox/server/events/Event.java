package dev.signalbox.server.events;

import dev.signalbox.server.settings.EventKind;
import dev.signalbox.server.settings.GatewayPlace;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.time.Instant;

/**
 * Something that happened.
 *
 * @param id stays the same for all deliveries of the event
 * @param gateway where it happened
 * @param data what is known of it; never a secret, a prompt or an answer
 */
record Event(String id, EventKind kind, Instant at, GatewayPlace gateway, Json.Obj data) {
    byte[] body() {
        return JsonCodec.write(Json.object(fields -> {
            fields.put("type", kind.word()).put("id", id).put("timestamp", at.toString());
            if (gateway.region().isPresent() || gateway.zone().isPresent()) {
                fields.put("gateway", Json.object(place -> {
                    gateway.region().ifPresent(region -> place.put("region", region));
                    gateway.zone().ifPresent(zone -> place.put("zone", zone));
                }));
            }
            fields.put("data", data);
        }));
    }
}
