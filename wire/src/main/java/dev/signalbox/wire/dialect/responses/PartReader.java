package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.DataUri;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parts of a message, or of what a tool answered: absent, a string, or a list. */
final class PartReader {
    private PartReader() {}

    static List<Content> read(At item, String field) throws Unreadable {
        Optional<Json> content = item.find(field);
        if (content.isEmpty()) {
            return List.of();
        }
        if (content.get() instanceof Json.Text(String text)) {
            return text.isEmpty() ? List.of() : List.of(new Content.Text(text));
        }
        if (!(content.get() instanceof Json.Arr(List<Json> items))) {
            throw At.wrong(item.where(field), content.get(), "a string or an array of parts");
        }
        List<Content> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            parts.add(part(At.of(item.where(field + "[" + i + "]"), items.get(i))));
        }
        return parts;
    }

    private static Content part(At part) throws Unreadable {
        String type = part.text("type");
        return switch (type) {
            case "input_text", "output_text", "text" -> new Content.Text(part.text("text"), extra(part));
            case "refusal" ->
                new Content.Refusal(part.text("refusal"), Extra.kept(Responses.FAMILY, part.beside("type", "refusal")));
            case "input_image" -> image(part);
            case "input_file" -> file(part);
            default -> new Content.Foreign(Responses.FAMILY, type, part.object());
        };
    }

    /** An answer that is sent back brings empty lists of citations and probabilities along, which say nothing. */
    private static Extra extra(At part) throws Unreadable {
        Json.Obj rest = part.object().without("type", "text", "logprobs");
        rest = part.items("annotations").isEmpty() ? rest.without("annotations") : rest;
        return Extra.kept(Responses.FAMILY, rest);
    }

    private static Content image(At part) throws Unreadable {
        Extra extra = Extra.kept(Responses.FAMILY, part.beside("type", "image_url", "file_id", "detail"));
        Optional<String> detail = part.maybeText("detail");
        Optional<String> id = part.maybeText("file_id");
        Media media = id.isPresent() ? new Media.Uploaded(id.get()) : media(part, "image_url");
        return new Content.Image(media, detail, extra);
    }

    private static Content file(At part) throws Unreadable {
        Extra extra = Extra.kept(Responses.FAMILY, part.beside("type", "filename", "file_id", "file_url", "file_data"));
        Optional<String> name = part.maybeText("filename");
        Optional<String> id = part.maybeText("file_id");
        if (id.isPresent()) {
            return new Content.Document(new Media.Uploaded(id.get()), name, extra);
        }
        Optional<String> address = part.maybeText("file_url");
        if (address.isPresent()) {
            return new Content.Document(new Media.Address(address.get()), name, extra);
        }
        String data = part.text("file_data");
        Media media = data.startsWith("data:")
                ? DataUri.read(part.where("file_data"), data)
                : new Media.Inline("application/pdf", data);
        return new Content.Document(media, name, extra);
    }

    private static Media media(At part, String field) throws Unreadable {
        String url = part.text(field);
        return url.startsWith("data:") ? DataUri.read(part.where(field), url) : new Media.Address(url);
    }
}
