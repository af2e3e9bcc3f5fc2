package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ToolArguments;
import dev.signalbox.wire.dialect.ToolIds;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes the parts of messages as content blocks for a provider; what has no block is noted as lost. */
final class BlockWriter {
    private static final ToolIds TOOL_IDS = new ToolIds(Pattern.compile("[a-zA-Z0-9_-]{1,64}"));

    private final Notes notes;
    private final boolean thinks;

    /** @param thinks whether the model can take reasoning back */
    BlockWriter(Notes notes, boolean thinks) {
        this.notes = notes;
        this.thinks = thinks;
    }

    Optional<Json.Obj> write(Content content, Role role, String path) {
        Optional<Json.Obj> block = switch (content) {
            case Content.Text text -> words(text.text(), path);
            case Content.Refusal refusal -> words(refusal.text(), path);
            case Content.Image image -> role == Role.ASSISTANT ? fromModel(path) : image(image, path);
            case Content.Document document -> role == Role.ASSISTANT ? fromModel(path) : document(document, path);
            case Content.ToolCall call ->
                Optional.of(Json.object(f -> f.put("type", "tool_use")
                        .put("id", TOOL_IDS.safe(call.id()))
                        .put("name", call.name())
                        .put("input", ToolArguments.object(call.arguments()))));
            case Content.ToolResult result -> Optional.of(result(result, path));
            case Content.Reasoning reasoning -> reasoning(reasoning, path);
            case Content.Foreign foreign -> foreign(foreign, path);
        };
        Json.Obj extra = notes.own(content.extra(), path);
        return block.map(
                b -> extra.fields().isEmpty() ? b : Json.object(f -> f.all(b).all(extra)));
    }

    /** Blocks without words are refused by providers; blanks alone count as none. */
    private Optional<Json.Obj> words(String text, String path) {
        if (text.isBlank()) {
            if (!text.isEmpty()) {
                notes.hint(path, "words of blanks alone are refused");
            }
            return Optional.empty();
        }
        return Optional.of(Json.object(f -> f.put("type", "text").put("text", text)));
    }

    private Optional<Json.Obj> fromModel(String path) {
        notes.lose(path, "the model's own turns cannot hold images or documents");
        return Optional.empty();
    }

    private Json.Obj result(Content.ToolResult result, String path) {
        List<Json> blocks = new ArrayList<>();
        for (int i = 0; i < result.content().size(); i++) {
            write(result.content().get(i), Role.USER, Reading.at(Reading.at(path, "content"), i))
                    .ifPresent(blocks::add);
        }
        return Json.object(f -> {
            f.put("type", "tool_result").put("tool_use_id", TOOL_IDS.safe(result.callId()));
            if (!blocks.isEmpty()) {
                f.put("content", Json.array(blocks));
            }
            if (result.error()) {
                f.put("is_error", true);
            }
        });
    }

    private Optional<Json.Obj> reasoning(Content.Reasoning reasoning, String path) {
        Optional<String> proof = reasoning.redacted().or(reasoning::signature);
        if (!thinks) {
            notes.hint(path, "the model does not think");
            return Optional.empty();
        }
        if (!reasoning.provider().equals(Anthropic.NAME) || proof.isEmpty()) {
            notes.hint(path, "reasoning that Anthropic did not sign");
            return Optional.empty();
        }
        return Optional.of(
                reasoning.redacted().isPresent()
                        ? Json.object(f -> f.put("type", "redacted_thinking").put("data", proof.get()))
                        : Json.object(f -> f.put("type", "thinking")
                                .put("thinking", reasoning.text())
                                .put("signature", proof.get())));
    }

    private Optional<Json.Obj> foreign(Content.Foreign foreign, String path) {
        if (foreign.dialect().equals(Anthropic.NAME)) {
            return Optional.of(foreign.raw());
        }
        notes.lose(path, "the Messages dialect has nothing like " + foreign.type());
        return Optional.empty();
    }

    private Optional<Json.Obj> image(Content.Image image, String path) {
        image.detail()
                .filter(detail -> !detail.equals("auto"))
                .ifPresent(detail -> notes.hint(Reading.at(path, "detail"), "images have no detail to choose"));
        return source(image.media(), path)
                .map(source -> Json.object(f -> f.put("type", "image").put("source", source)));
    }

    private Optional<Json.Obj> document(Content.Document document, String path) {
        Media media = document.media() instanceof Media.Inline inline ? words(inline) : document.media();
        return source(media, path)
                .map(source -> Json.object(f -> f.put("type", "document")
                        .put("source", source)
                        .maybe("title", document.name().map(Json::text))));
    }

    /** Inline documents other than PDF are taken as words only. */
    private static Media words(Media.Inline inline) {
        if (!inline.mediaType().startsWith("text/")) {
            return inline;
        }
        try {
            return new Media.Plain(new String(Base64.getDecoder().decode(inline.base64()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return inline; // not base64: the provider says so better than we could
        }
    }

    private Optional<Json.Obj> source(Media media, String path) {
        return switch (media) {
            case Media.Inline inline ->
                Optional.of(Json.object(f -> f.put("type", "base64")
                        .put("media_type", inline.mediaType())
                        .put("data", inline.base64())));
            case Media.Address address ->
                Optional.of(Json.object(f -> f.put("type", "url").put("url", address.uri())));
            case Media.Plain plain ->
                Optional.of(Json.object(f ->
                        f.put("type", "text").put("media_type", "text/plain").put("data", plain.text())));
            case Media.Uploaded file -> uploaded(file, path);
        };
    }

    /** Files live with the provider that took them; Anthropic's ids begin with {@code file_}, OpenAI's with {@code file-}. */
    private Optional<Json.Obj> uploaded(Media.Uploaded file, String path) {
        if (!file.fileId().startsWith("file_")) {
            notes.lose(path, "a file that was uploaded to another provider");
            return Optional.empty();
        }
        return Optional.of(Json.object(f -> f.put("type", "file").put("file_id", file.fileId())));
    }
}
