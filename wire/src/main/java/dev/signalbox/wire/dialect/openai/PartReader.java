package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the content of a message: absent, a string, or parts. */
final class PartReader {
    private PartReader() {}

    static List<Content> read(At message) throws Unreadable {
        Optional<Json> content = message.find("content");
        if (content.isEmpty()) {
            return List.of();
        }
        if (content.get() instanceof Json.Text(String text)) {
            return List.of(new Content.Text(text));
        }
        if (!(content.get() instanceof Json.Arr(List<Json> items))) {
            throw At.wrong(message.where("content"), content.get(), "a string or an array of parts");
        }
        List<Content> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            parts.add(part(At.of(message.where("content[" + i + "]"), items.get(i))));
        }
        return parts;
    }

    private static Content part(At part) throws Unreadable {
        String type = part.text("type");
        return switch (type) {
            case "text" -> new Content.Text(part.text("text"), part.extraBeside("type", "text"));
            case "refusal" -> new Content.Refusal(part.text("refusal"), part.extraBeside("type", "refusal"));
            case "image_url" -> image(part);
            case "file" -> file(part);
            default -> new Content.Foreign(OpenAi.FAMILY, type, part.object());
        };
    }

    private static Content image(At part) throws Unreadable {
        At image = part.object("image_url");
        String url = image.text("url");
        Media media = url.startsWith("data:") ? DataUri.read(image.where("url"), url) : new Media.Address(url);
        return new Content.Image(media, image.maybeText("detail"), part.extraBeside("type", "image_url"));
    }

    private static Content file(At part) throws Unreadable {
        At file = part.object("file");
        Optional<String> name = file.maybeText("filename");
        Extra extra = part.extraBeside("type", "file");
        Optional<String> id = file.maybeText("file_id");
        if (id.isPresent()) {
            return new Content.Document(new Media.Uploaded(id.get()), name, extra);
        }
        String data = file.text("file_data");
        Media media = data.startsWith("data:")
                ? DataUri.read(file.where("file_data"), data)
                : new Media.Inline("application/pdf", data);
        return new Content.Document(media, name, extra);
    }
}
