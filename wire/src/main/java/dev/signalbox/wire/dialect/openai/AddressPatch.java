package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.DataUri;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Media;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts fetched bytes in the place of addresses of images, for a provider that reads no addresses. */
final class AddressPatch {
    static final String IMAGE = "image_url";

    private final Map<String, Media.Inline> fetched;
    private final Set<String> missing = new LinkedHashSet<>();

    AddressPatch(Map<String, Media.Inline> fetched) {
        this.fetched = Map.copyOf(fetched);
    }

    /** Addresses for which there are no bytes yet. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    /** The request with bytes in its messages; the same if they hold no address. */
    Envelope envelope(Envelope given) throws Unreadable {
        Optional<Json> inline = messages(given.fields().value("messages"));
        if (inline.isEmpty()) {
            return given;
        }
        try {
            return given.with(JsonFields.of(given.fields().patched(Map.of("messages", inline))));
        } catch (JsonProblem e) {
            throw new IllegalStateException("what was written as JSON is none", e);
        }
    }

    private Optional<Json> messages(Optional<Json> given) throws Unreadable {
        if (!(given.orElse(Json.none()) instanceof Json.Arr(List<Json> messages))) {
            return Optional.empty();
        }
        List<Json> patched = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < messages.size(); i++) {
            Json message = message(messages.get(i), "messages[" + i + "]");
            changed |= !message.equals(messages.get(i));
            patched.add(message);
        }
        return changed ? Optional.of(Json.array(patched)) : Optional.empty();
    }

    private Json message(Json message, String path) throws Unreadable {
        if (!(message instanceof Json.Obj object)
                || !(object.find("content").orElse(Json.none()) instanceof Json.Arr(List<Json> parts))) {
            return message;
        }
        List<Json> patched = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            patched.add(part(parts.get(i), path + ".content[" + i + "]." + IMAGE));
        }
        return object.with("content", Json.array(patched));
    }

    private Json part(Json part, String path) throws Unreadable {
        if (!(part instanceof Json.Obj object)) {
            return part;
        }
        Json image = object.find(IMAGE).orElse(Json.none());
        return switch (image) {
            case Json.Text(String address) -> object.with(IMAGE, Json.text(bytes(address, path)));
            case Json.Obj inner
            when inner.text("url").isPresent() ->
                object.with(
                        IMAGE,
                        inner.with("url", Json.text(bytes(inner.text("url").orElse(""), path + ".url"))));
            case Json.Obj _, Json.Arr _, Json.Num _, Json.Bool _, Json.Null _ -> part;
        };
    }

    private String bytes(String address, String path) throws Unreadable {
        if (address.startsWith("data:")) {
            return address;
        }
        Media.Inline media = fetched.get(address);
        if (media == null) {
            missing.add(address);
            return address;
        }
        if (!media.mediaType().startsWith("image/")) {
            throw new Unreadable(path, media.mediaType() + " at this address (expected: an image)");
        }
        return DataUri.write(media);
    }
}
