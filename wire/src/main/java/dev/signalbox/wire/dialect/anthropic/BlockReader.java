package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ToolArguments;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads content blocks of requests and replies. Blocks it does not know are kept whole. */
final class BlockReader {
    private BlockReader() {}

    /** A content that is a string or an array of blocks; absent means none. */
    static List<Content> contents(Json.Obj holder, String path, String name) throws Unreadable {
        Optional<Json> value = holder.find(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Json.Text text) {
            return List.of(new Content.Text(text.value()));
        }
        String where = Reading.at(path, name);
        List<Content> contents = new ArrayList<>();
        List<Json> blocks = Reading.asArray(value.get(), where);
        for (int i = 0; i < blocks.size(); i++) {
            contents.add(block(blocks.get(i), Reading.at(where, i)));
        }
        return contents;
    }

    private static Content block(Json value, String path) throws Unreadable {
        Json.Obj block = Reading.asObject(value, path);
        String type = Reading.text(block, path, "type");
        return switch (type) {
            case "text" -> new Content.Text(Reading.text(block, path, "text"), Reading.rest(block, "type", "text"));
            case "image", "document" -> media(block, type, path);
            case "tool_use" ->
                new Content.ToolCall(
                        Reading.text(block, path, "id"),
                        Reading.text(block, path, "name"),
                        ToolArguments.text(block.find("input").orElse(Json.object(f -> {}))),
                        Reading.rest(block, "type", "id", "name", "input"));
            case "tool_result" ->
                new Content.ToolResult(
                        Reading.text(block, path, "tool_use_id"),
                        contents(block, path, "content"),
                        Reading.maybeBool(block, path, "is_error").orElse(false),
                        Reading.rest(block, "type", "tool_use_id", "content", "is_error"));
            case "thinking" -> thinking(block, path);
            case "redacted_thinking" -> redacted(block, path);
            default -> new Content.Foreign(Anthropic.NAME, type, block);
        };
    }

    private static Content thinking(Json.Obj block, String path) throws Unreadable {
        ForeignReasoning.Origin origin = ForeignReasoning.origin(
                Reading.maybeText(block, path, "signature").orElse(""));
        return new Content.Reasoning(
                Reading.text(block, path, "thinking"),
                origin.signature(),
                Optional.empty(),
                origin.provider(),
                Reading.rest(block, "type", "thinking", "signature"));
    }

    private static Content redacted(Json.Obj block, String path) throws Unreadable {
        ForeignReasoning.Origin origin = ForeignReasoning.origin(Reading.text(block, path, "data"));
        return new Content.Reasoning(
                "", Optional.empty(), origin.signature(), origin.provider(), Reading.rest(block, "type", "data"));
    }

    private static Content media(Json.Obj block, String type, String path) throws Unreadable {
        String where = Reading.at(path, "source");
        Json.Obj source = Reading.maybeObject(block, path, "source")
                .orElseThrow(() -> new Unreadable(where, "absent (expected: an object)"));
        Optional<Media> media = source(source, where);
        if (media.isEmpty()) {
            return new Content.Foreign(Anthropic.NAME, type, block);
        }
        return type.equals("image")
                ? new Content.Image(media.get(), Optional.empty(), Reading.rest(block, "type", "source"))
                : new Content.Document(
                        media.get(),
                        Reading.maybeText(block, path, "title"),
                        Reading.rest(block, "type", "source", "title"));
    }

    private static Optional<Media> source(Json.Obj source, String path) throws Unreadable {
        return switch (Reading.text(source, path, "type")) {
            case "base64" ->
                Optional.of(
                        new Media.Inline(Reading.text(source, path, "media_type"), Reading.text(source, path, "data")));
            case "url" -> Optional.of(new Media.Address(Reading.text(source, path, "url")));
            case "file" -> Optional.of(new Media.Uploaded(Reading.text(source, path, "file_id")));
            case "text" -> Optional.of(new Media.Plain(Reading.text(source, path, "data")));
            default -> Optional.empty();
        };
    }
}
