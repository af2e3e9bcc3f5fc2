package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ToolArguments;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Media;
import java.util.Optional;

/** Reads one part of a content, without its thoughts. What only Google's models understand is kept whole. */
final class PartReader {
    private static final String CALL = "functionCall";
    private static final String INLINE = "inlineData";
    private static final String FILE = "fileData";

    private PartReader() {}

    /** The part's content; none if it holds nothing but a signature. */
    static Optional<Content> read(Asked part, OpenCalls calls) throws Unreadable {
        Optional<Asked> call = part.maybeObject(CALL);
        if (call.isPresent()) {
            return Optional.of(call(part, call.get(), calls));
        }
        Optional<Asked> response = part.maybeObject(ResultReader.FIELD);
        if (response.isPresent()) {
            return Optional.of(ResultReader.read(part, response.get(), calls));
        }
        Optional<Content> media = media(part);
        if (media.isPresent()) {
            return media;
        }
        Json.Obj own = part.beside("thought", "thoughtSignature");
        if (part.has("text")) {
            String text = part.text("text");
            Extra extra = Asked.extra(own.without("text"));
            return text.isEmpty() && extra.isEmpty() ? Optional.empty() : Optional.of(new Content.Text(text, extra));
        }
        return own.fields().keySet().stream()
                .findFirst()
                .map(type -> new Content.Foreign(Gemini.NAME, type, part.object()));
    }

    private static Content call(Asked part, Asked call, OpenCalls calls) throws Unreadable {
        String name = call.text("name");
        Optional<String> id = call.maybeText("id").filter(text -> !text.isEmpty());
        Optional<Asked> arguments = call.maybeObject("args");
        return new Content.ToolCall(
                calls.call(id, name),
                name,
                ToolArguments.text(arguments.map(Asked::object).orElse(Json.object(f -> {}))),
                extra(part, CALL, call.beside("id", "name", "args")));
    }

    /** A picture, or a document such as a PDF; sound and films are for Google's models alone. */
    static Optional<Content> media(Asked part) throws Unreadable {
        Optional<Asked> inline = part.maybeObject(INLINE);
        if (inline.isPresent()) {
            String type = inline.get().text("mimeType");
            return Optional.of(medium(
                    part,
                    INLINE,
                    inline.get(),
                    type,
                    new Media.Inline(type, inline.get().text("data"))));
        }
        Optional<Asked> file = part.maybeObject(FILE);
        if (file.isPresent()) {
            String type = file.get().maybeText("mimeType").orElse("");
            return Optional.of(
                    medium(part, FILE, file.get(), type, place(file.get().text("fileUri"))));
        }
        return Optional.empty();
    }

    private static Content medium(Asked part, String field, Asked holder, String type, Media media) throws Unreadable {
        if (type.startsWith("audio/") || type.startsWith("video/") || isFilm(media)) {
            return new Content.Foreign(Gemini.NAME, field, part.object());
        }
        Optional<String> name = holder.maybeText("displayName");
        Json.Obj rest = holder.beside("mimeType", "data", "fileUri");
        return type.startsWith("image/")
                ? new Content.Image(media, Optional.empty(), extra(part, field, rest))
                : new Content.Document(
                        media, name, extra(part, field, rest.without("displayName", Asked.snake("displayName"))));
    }

    /** Files that were uploaded to Google, and objects in its storage, are read by nobody else. */
    private static Media place(String uri) {
        boolean atGoogle = uri.startsWith("gs://")
                || uri.startsWith("files/")
                || uri.startsWith("https://generativelanguage.googleapis.com/");
        return atGoogle ? new Media.Uploaded(uri) : new Media.Address(uri);
    }

    private static boolean isFilm(Media media) {
        return media instanceof Media.Address(String uri)
                && (uri.startsWith("https://www.youtube.com/") || uri.startsWith("https://youtu.be/"));
    }

    /** Unknown fields of the part, and those inside its one value. */
    static Extra extra(Asked part, String field, Json.Obj inner) {
        Json.Obj outer = part.beside("thought", "thoughtSignature", field);
        return Asked.extra(inner.fields().isEmpty() ? outer : outer.with(field, inner));
    }
}
