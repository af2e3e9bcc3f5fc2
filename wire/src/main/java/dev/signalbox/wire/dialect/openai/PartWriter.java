package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.DataUri;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the parts of a message. */
final class PartWriter {
    private final Notes notes;
    private final boolean imageAddresses;

    /** @param imageAddresses whether the provider fetches images from addresses by itself */
    PartWriter(Notes notes, boolean imageAddresses) {
        this.notes = notes;
        this.imageAddresses = imageAddresses;
    }

    List<Json> all(List<Content> contents, String path) {
        List<Json> written = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            part(contents.get(i), path + "[" + i + "]").ifPresent(written::add);
        }
        return written;
    }

    /** Parts as the content of a message: a mere text as a string, which every compatible provider takes. */
    static Json content(List<Json> parts) {
        if (parts.isEmpty()) {
            return Json.text("");
        }
        if (parts.size() == 1 && parts.getFirst() instanceof Json.Obj part && isMereText(part)) {
            return Json.text(part.text("text").orElse(""));
        }
        return Json.array(parts);
    }

    private static boolean isMereText(Json.Obj part) {
        return part.fields().size() == 2 && part.text("type").orElse("").equals("text");
    }

    static Json.Obj text(String text) {
        return Json.object(f -> f.put("type", "text").put("text", text));
    }

    Optional<Json> part(Content content, String path) {
        return switch (content) {
            case Content.Text text -> own(text, path, text(text.text()));
            case Content.Image image -> image(image, path).flatMap(part -> own(image, path, part));
            case Content.Document document -> document(document, path).flatMap(part -> own(document, path, part));
            case Content.Refusal refusal -> own(refusal, path, refusal(refusal));
            case Content.Foreign foreign when foreign.dialect().equals(OpenAi.FAMILY) -> Optional.of(foreign.raw());
            case Content.Foreign foreign -> lost(path, "only " + foreign.dialect() + " knows " + foreign.type());
            case Content.ToolCall _ -> lost(path, "only the assistant calls tools");
            case Content.ToolResult _ -> lost(path, "only the user gives results of tools");
            case Content.Reasoning _ -> {
                notes.hint(path, "only the assistant reasons");
                yield Optional.empty();
            }
        };
    }

    private Optional<Json> own(Content content, String path, Json.Obj part) {
        Json.Obj own = notes.own(path + ".", content.extra());
        return Optional.of(
                own.fields().isEmpty() ? part : Json.object(f -> f.all(part).all(own)));
    }

    private Optional<Json> lost(String path, String reason) {
        notes.loss(path, reason);
        return Optional.empty();
    }

    private static Json.Obj refusal(Content.Refusal refusal) {
        return Json.object(f -> f.put("type", "refusal").put("refusal", refusal.text()));
    }

    private Optional<Json.Obj> image(Content.Image image, String path) {
        return switch (image.media()) {
            case Media.Inline inline -> Optional.of(image(DataUri.write(inline), image.detail()));
            case Media.Address(String uri) when imageAddresses -> Optional.of(image(uri, image.detail()));
            case Media.Address(String uri) -> {
                notes.fetch(uri);
                yield Optional.empty();
            }
            case Media.Uploaded _ -> {
                notes.loss(path, "OpenAI's chat dialect takes no uploaded images");
                yield Optional.empty();
            }
            case Media.Plain(String text) -> Optional.of(text(text));
        };
    }

    private static Json.Obj image(String url, Optional<String> detail) {
        Json.Obj image = Json.object(f -> f.put("url", url).maybe("detail", detail.map(Json::text)));
        return Json.object(f -> f.put("type", "image_url").put("image_url", image));
    }

    private Optional<Json.Obj> document(Content.Document document, String path) {
        return switch (document.media()) {
            case Media.Inline inline ->
                Optional.of(file(Json.object(f -> f.put("filename", name(document, inline.mediaType()))
                        .put("file_data", DataUri.write(inline)))));
            case Media.Address(String uri) -> {
                notes.fetch(uri);
                yield Optional.empty();
            }
            case Media.Uploaded(String id)
            when isElsewhere(id) -> {
                notes.loss(path, "the file " + id + " was uploaded to another provider");
                yield Optional.empty();
            }
            case Media.Uploaded(String id) -> Optional.of(file(Json.object(f -> f.put("file_id", id))));
            case Media.Plain(String text) ->
                Optional.of(text(document.name().map(name -> name + "\n\n").orElse("") + text));
        };
    }

    /** Anthropic's ids begin with {@code file_}, Google's are addresses; OpenAI's begin with {@code file-}. */
    private static boolean isElsewhere(String id) {
        return id.startsWith("file_") || id.indexOf('/') >= 0;
    }

    private static Json.Obj file(Json.Obj file) {
        return Json.object(f -> f.put("type", "file").put("file", file));
    }

    /** OpenAI wants a name with every file, and takes the kind from its ending. */
    private static String name(Content.Document document, String mediaType) {
        String kind = mediaType.substring(mediaType.indexOf('/') + 1);
        return document.name().orElse("document." + (kind.equals("plain") ? "txt" : kind));
    }
}
