package dev.signalbox.server.dispatch;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A request with bytes in the place of addresses. */
final class Inlining {
    private static final String PDF = "application/pdf";

    private final Map<String, Media.Inline> fetched;

    private Inlining(Map<String, Media.Inline> fetched) {
        this.fetched = fetched;
    }

    /** @throws Unreadable if something else is at an address than its place in the request takes */
    static ModelRequest of(ModelRequest request, Map<String, Media.Inline> fetched) throws Unreadable {
        if (fetched.isEmpty()) {
            return request;
        }
        return new ModelRequest(
                request.model(),
                new Inlining(fetched).messages(request.messages()),
                request.tools(),
                request.toolChoice(),
                request.parallelTools(),
                request.sampling(),
                request.maxOutput(),
                request.reasoning(),
                request.responseFormat(),
                request.stream(),
                request.user(),
                request.extra());
    }

    private List<Message> messages(List<Message> messages) throws Unreadable {
        List<Message> out = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            out.add(new Message(message.role(), all(message.content(), "messages[" + i + "]"), message.extra()));
        }
        return out;
    }

    private List<Content> all(List<Content> parts, String path) throws Unreadable {
        List<Content> out = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            out.add(one(parts.get(i), path + ".content[" + i + "]"));
        }
        return out;
    }

    private Content one(Content part, String path) throws Unreadable {
        return switch (part) {
            case Content.Image image -> {
                Optional<Media.Inline> bytes = bytes(image.media());
                check(bytes, type -> type.startsWith("image/"), path, "an image");
                yield new Content.Image(bytes.<Media>map(b -> b).orElse(image.media()), image.detail(), image.extra());
            }
            case Content.Document document -> {
                Optional<Media.Inline> bytes = bytes(document.media());
                check(bytes, PDF::equals, path, "a PDF");
                yield new Content.Document(
                        bytes.<Media>map(b -> b).orElse(document.media()), document.name(), document.extra());
            }
            case Content.ToolResult result ->
                new Content.ToolResult(result.callId(), all(result.content(), path), result.error(), result.extra());
            case Content.Text _, Content.ToolCall _, Content.Reasoning _, Content.Refusal _, Content.Foreign _ -> part;
        };
    }

    private Optional<Media.Inline> bytes(Media media) {
        return media instanceof Media.Address(String uri) ? Optional.ofNullable(fetched.get(uri)) : Optional.empty();
    }

    private static void check(Optional<Media.Inline> bytes, Predicate<String> fits, String path, String expected)
            throws Unreadable {
        Optional<String> wrong = bytes.map(Media.Inline::mediaType).filter(type -> !fits.test(type));
        if (wrong.isPresent()) {
            throw new Unreadable(path, wrong.get() + " at this address (expected: " + expected + ")");
        }
    }
}
