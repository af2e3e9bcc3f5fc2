package dev.signalbox.wire.model;

import dev.signalbox.wire.json.Json;
import java.util.List;
import java.util.Optional;

/** One part of a message. */
public sealed interface Content {
    /** Fields of this part that the model does not know, for example Anthropic's {@code cache_control}. */
    Extra extra();

    /** Words. */
    record Text(String text, Extra extra) implements Content {
        /** Words without anything else. */
        public Text(String text) {
            this(text, Extra.none());
        }
    }

    /** A picture. {@code detail} is OpenAI's low, high or auto. */
    record Image(Media media, Optional<String> detail, Extra extra) implements Content {}

    /** A document such as a PDF, with its name or title. */
    record Document(Media media, Optional<String> name, Extra extra) implements Content {}

    /**
     * The model asks for a tool.
     *
     * @param arguments the arguments as the model wrote them; usually, not surely, a JSON object
     */
    record ToolCall(String id, String name, String arguments, Extra extra) implements Content {}

    /** What a tool answered. */
    record ToolResult(String callId, List<Content> content, boolean error, Extra extra) implements Content {
        /** Takes a defensive copy. */
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    /**
     * The model's reasoning.
     *
     * @param text readable reasoning, may be empty
     * @param signature what the provider wants back unchanged; absent where it gives none
     * @param redacted encrypted reasoning that stands instead of text
     * @param provider the dialect family whose signature this is; a signature never goes to another
     */
    record Reasoning(String text, Optional<String> signature, Optional<String> redacted, String provider, Extra extra)
            implements Content {}

    /** The model declines. */
    record Refusal(String text, Extra extra) implements Content {}

    /** A part that only the given dialect knows, kept whole: server tools and their results, citations, audio. */
    record Foreign(String dialect, String type, Json.Obj raw) implements Content {
        @Override
        public Extra extra() {
            return Extra.none();
        }
    }
}
