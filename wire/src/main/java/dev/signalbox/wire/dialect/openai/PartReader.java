package dev.signalbox.wire.dialect.openai;

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

/** Reads the content of a message: absent, a string, or parts. */
final class PartReader {
    private PartReader() {}

    static List<Content> read(At message) throws Unreadable {
        Optional<Json> content = message.find("content");
        if (content.isEmpty()) {
            return List.of();
        }
        if (content.get() instanceof Json.Text(String text)) {
            return text.isEmpty() ? List.of() : List.of(new Content.Text(text));
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
            case "text" -> new Content.Text(part.text("text"), Extra.kept(OpenAi.FAMILY, part.beside("type", "text")));
            case "refusal" ->
                new Content.Refusal(part.text("refusal"), Extra.kept(OpenAi.FAMILY, part.beside("type", "refusal")));
            case "image_url" -> image(part);
            case "file" -> file(part);
            default -> new Content.Foreign(OpenAi.FAMILY, type, part.object());
        };
    }

    /** Some compatible providers document the address itself where OpenAI has an object around it. */
    private static Content image(At part) throws Unreadable {
        Extra extra = Extra.kept(OpenAi.FAMILY, part.beside("type", "image_url"));
        if (part.find("image_url").orElse(Json.none()) instanceof Json.Text(String url)) {
            return new Content.Image(media(part.where("image_url"), url), Optional.empty(), extra);
        }
        At image = part.object("image_url");
        return new Content.Image(media(image.where("url"), image.text("url")), image.maybeText("detail"), extra);
    }

    private static Media media(String path, String url) throws Unreadable {
        return url.startsWith("data:") ? DataUri.read(path, url) : new Media.Address(url);
    }

    private static Content file(At part) throws Unreadable {
        At file = part.object("file");
        Optional<String> name = file.maybeText("filename");
        Extra extra = Extra.kept(OpenAi.FAMILY, part.beside("type", "file"));
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
