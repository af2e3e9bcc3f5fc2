package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Media;
import java.util.Locale;
import java.util.Optional;

/** Writes the parts of a message that anybody may say. */
final class PartWriter {
    /** Where files lie that were uploaded to the Gemini API; their ids begin with {@code files/}. */
    private static final String FILES = "https://generativelanguage.googleapis.com/";

    private final Notes notes;

    PartWriter(Notes notes) {
        this.notes = notes;
    }

    static Json.Obj text(String text) {
        return Json.object(f -> f.put("text", text));
    }

    Optional<Json.Obj> part(Content content, String path) {
        return switch (content) {
            case Content.Text text -> words(text.text()).map(part -> own(text, path, part));
            case Content.Refusal refusal -> words(refusal.text()).map(part -> own(refusal, path, part));
            case Content.Image image -> image(image, path).map(part -> own(image, path, part));
            case Content.Document document -> document(document, path).map(part -> own(document, path, part));
            case Content.Foreign foreign when foreign.dialect().equals(Gemini.NAME) -> Optional.of(foreign.raw());
            case Content.Foreign foreign -> lost(path, "only " + foreign.dialect() + " knows " + foreign.type());
            case Content.ToolCall _ -> lost(path, "only the model calls tools");
            case Content.ToolResult _ -> lost(path, "only the user gives results of tools");
            case Content.Reasoning _ -> lost(path, "only the model reasons");
        };
    }

    private static Optional<Json.Obj> words(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text(text));
    }

    private Json.Obj own(Content content, String path, Json.Obj part) {
        Json.Obj own = notes.own(path + ".", content.extra());
        return own.fields().isEmpty() ? part : Json.object(f -> f.all(part).all(own));
    }

    private Optional<Json.Obj> lost(String path, String reason) {
        notes.loss(path, reason);
        return Optional.empty();
    }

    private Optional<Json.Obj> image(Content.Image image, String path) {
        image.detail()
                .filter(detail -> !detail.equals("auto"))
                .ifPresent(_ -> notes.hint(path + ".detail", "pictures have no detail to choose"));
        return media(image.media(), path);
    }

    private Optional<Json.Obj> document(Content.Document document, String path) {
        if (document.media() instanceof Media.Plain(String text)) {
            return words(document.name().map(name -> name + "\n\n").orElse("") + text);
        }
        document.name().ifPresent(_ -> notes.hint(path + ".name", "documents have no name"));
        return media(document.media(), path);
    }

    private Optional<Json.Obj> media(Media media, String path) {
        return switch (media) {
            case Media.Inline(String type, String base64) ->
                Optional.of(Json.object(f -> f.put(
                        "inlineData", Json.object(d -> d.put("mimeType", type).put("data", base64)))));
            case Media.Address(String uri) when isGoogles(uri) -> Optional.of(file(uri));
            case Media.Address(String uri)
            when uri.startsWith("http:") || uri.startsWith("https:") -> {
                notes.fetch(uri);
                yield Optional.empty();
            }
            case Media.Address _ -> lost(path, "an address that is neither http, https nor gs");
            case Media.Uploaded(String id) when id.startsWith("files/") -> Optional.of(file(FILES + "v1beta/" + id));
            case Media.Uploaded(String id) -> lost(path, "the file " + id + " was uploaded to another provider");
            case Media.Plain(String text) -> words(text);
        };
    }

    /** What Google's models read by themselves: their own files, and Cloud Storage. */
    private static boolean isGoogles(String uri) {
        return uri.startsWith("gs://") || uri.startsWith(FILES);
    }

    private static Json.Obj file(String uri) {
        return Json.object(f -> f.put(
                "fileData",
                Json.object(d -> d.maybe("mimeType", type(uri).map(Json::text)).put("fileUri", uri))));
    }

    /** Vertex wants the type of a file and cannot be asked; its name usually says it. */
    private static Optional<String> type(String uri) {
        return switch (uri.substring(uri.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "png" -> Optional.of("image/png");
            case "jpg", "jpeg" -> Optional.of("image/jpeg");
            case "webp" -> Optional.of("image/webp");
            case "heic" -> Optional.of("image/heic");
            case "gif" -> Optional.of("image/gif");
            case "pdf" -> Optional.of("application/pdf");
            case "txt" -> Optional.of("text/plain");
            case "mp4" -> Optional.of("video/mp4");
            case "mp3" -> Optional.of("audio/mp3");
            case "wav" -> Optional.of("audio/wav");
            default -> Optional.empty();
        };
    }
}
