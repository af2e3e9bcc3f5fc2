package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.StreamEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words that the tests of callers of this dialect share. */
final class CallerShapes {
    static final Path GOLDENS = Path.of("src/test/golden/gemini");

    /** A caller who wants to read thoughts. */
    static final ReplyStyle CURIOUS = new ReplyStyle(true, true, false, 1_700_000_000);

    /** A caller who does not. */
    static final ReplyStyle PLAIN = new ReplyStyle(true, false, false, 1_700_000_000);

    static final ReplyStyle STRICT = new ReplyStyle(true, false, true, 1_700_000_000);

    private CallerShapes() {}

    static byte[] golden(String name) {
        try {
            return Files.readAllBytes(GOLDENS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Envelope open(String body) throws Unreadable {
        return open(body.getBytes(StandardCharsets.UTF_8), false);
    }

    static Envelope open(byte[] body, boolean stream) throws Unreadable {
        return Gemini.caller().open(body, new Addressed(Optional.of("a-model"), stream));
    }

    static ModelRequest read(String body) throws Unreadable {
        return Gemini.caller().read(open(body));
    }

    /** A request with these contents. */
    static List<Content> parts(String contents) throws Unreadable {
        return read("{\"contents\": " + contents + "}").messages().getLast().content();
    }

    static Json.Obj json(byte[] bytes) {
        try {
            return JsonCodec.readObject(bytes);
        } catch (JsonProblem e) {
            throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    static String text(Json value) {
        return new String(JsonCodec.write(value), StandardCharsets.UTF_8);
    }

    static Content.Reasoning thought(String text, String signature) {
        return new Content.Reasoning(text, Optional.of(signature), Optional.empty(), "anthropic", Extra.none());
    }

    /** What a caller gets for these steps. */
    static List<Json.Obj> written(StreamWriter writer, StreamEvent... events) {
        List<Json.Obj> written = new ArrayList<>();
        for (StreamEvent event : events) {
            writer.on(event).forEach(out -> written.add(json(out.data())));
        }
        return written;
    }

    /** The parts of a piece. */
    static List<Json> parts(Json.Obj answer) {
        return ((Json.Obj) answer.items("candidates").getFirst())
                .object("content")
                .orElseThrow()
                .items("parts");
    }

    /** The contents that a caller sends back who keeps these pieces as they came. */
    static String sentBack(List<Json.Obj> pieces) {
        List<Json> contents = new ArrayList<>();
        for (Json.Obj piece : pieces) {
            contents.add(((Json.Obj) piece.items("candidates").getFirst())
                    .object("content")
                    .orElseThrow());
        }
        return text(Json.array(contents));
    }
}
