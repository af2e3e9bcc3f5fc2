package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.DataUri;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the parts of messages and of what tools answered. */
final class PartWriter {
    private final Notes notes;

    PartWriter(Notes notes) {
        this.notes = notes;
    }

    static Json.Obj input(String text) {
        return Json.object(f -> f.put("type", "input_text").put("text", text));
    }

    /** What a tool answered: mere text as a string, which every compatible provider takes. */
    static Json output(List<Json> parts) {
        if (parts.stream().allMatch(PartWriter::isText)) {
            return Json.text(String.join(
                    "",
                    parts.stream()
                            .map(part -> ((Json.Obj) part).text("text").orElse(""))
                            .toList()));
        }
        return Json.array(parts);
    }

    private static boolean isText(Json part) {
        return part instanceof Json.Obj object
                && object.text("type").orElse("").equals("input_text")
                && object.fields().size() == 2;
    }

    /** The words of a message that holds nothing else. */
    static Optional<String> mereText(Message message) {
        List<String> words = new ArrayList<>();
        for (Content content : message.content()) {
            if (!(content instanceof Content.Text text) || !text.extra().isEmpty()) {
                return Optional.empty();
            }
            words.add(text.text());
        }
        return words.isEmpty() || !message.extra().isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("\n\n", words));
    }

    Optional<Json> part(Content content, Role role, String path) {
        return switch (content) {
            case Content.Text text -> own(text, path, text(text.text(), role));
            case Content.Refusal refusal -> own(refusal, path, refusal(refusal.text(), role));
            case Content.Image _, Content.Document _
            when role == Role.ASSISTANT -> lost(path, "OpenAI takes no pictures or documents from the assistant");
            case Content.Image image -> own(image, path, image(image));
            case Content.Document document -> own(document, path, document(document, path));
            case Content.Foreign foreign when foreign.dialect().equals(Responses.FAMILY) -> Optional.of(foreign.raw());
            case Content.Foreign foreign -> lost(path, "only " + foreign.dialect() + " knows " + foreign.type());
            case Content.ToolCall _, Content.ToolResult _, Content.Reasoning _ ->
                lost(path, "an item of its own, not a part");
        };
    }

    private static Json.Obj text(String text, Role role) {
        return role == Role.ASSISTANT
                ? Json.object(f -> f.put("type", "output_text").put("text", text))
                : input(text);
    }

    private static Json.Obj refusal(String text, Role role) {
        return role == Role.ASSISTANT
                ? Json.object(f -> f.put("type", "refusal").put("refusal", text))
                : input(text);
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

    private static Json.Obj image(Content.Image image) {
        return switch (image.media()) {
            case Media.Inline inline -> image(image, "image_url", DataUri.write(inline));
            case Media.Address(String uri) -> image(image, "image_url", uri);
            case Media.Uploaded(String id) -> image(image, "file_id", id);
            case Media.Plain(String text) -> input(text);
        };
    }

    private static Json.Obj image(Content.Image image, String field, String value) {
        return Json.object(f -> f.put("type", "input_image")
                .put("detail", image.detail().orElse("auto"))
                .put(field, value));
    }

    private Json.Obj document(Content.Document document, String path) {
        return switch (document.media()) {
            case Media.Inline inline ->
                Json.object(f -> f.put("type", "input_file")
                        .put("filename", name(document, inline.mediaType()))
                        .put("file_data", DataUri.write(inline)));
            case Media.Address(String uri) -> {
                document.name().ifPresent(_ -> notes.hint(path + ".name", "a document at an address has no name"));
                yield Json.object(f -> f.put("type", "input_file").put("file_url", uri));
            }
            case Media.Uploaded(String id) -> {
                document.name().ifPresent(_ -> notes.hint(path + ".name", "an uploaded document has its own name"));
                yield Json.object(f -> f.put("type", "input_file").put("file_id", id));
            }
            case Media.Plain(String text) ->
                input(document.name().map(name -> name + "\n\n").orElse("") + text);
        };
    }

    /** OpenAI wants a name with every file, and takes the kind from its ending. */
    private static String name(Content.Document document, String mediaType) {
        String kind = mediaType.substring(mediaType.indexOf('/') + 1);
        return document.name().orElse("document." + (kind.equals("plain") ? "txt" : kind));
    }
}
