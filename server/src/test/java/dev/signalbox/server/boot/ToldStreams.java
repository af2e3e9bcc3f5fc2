package dev.signalbox.server.boot;

import static dev.signalbox.server.boot.StreamPieces.block;
import static dev.signalbox.server.boot.StreamPieces.bytes;
import static dev.signalbox.server.boot.StreamPieces.chunk;
import static dev.signalbox.server.boot.StreamPieces.event;
import static dev.signalbox.server.boot.StreamPieces.lines;
import static dev.signalbox.server.boot.StreamPieces.messageDelta;
import static dev.signalbox.server.boot.StreamPieces.messageStart;
import static dev.signalbox.server.boot.StreamPieces.messageStop;
import static dev.signalbox.server.boot.StreamPieces.piece;
import static dev.signalbox.server.boot.StreamPieces.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Streams of each provider that tell their usage in the ways that providers have, and what they cost. */
final class ToldStreams {
    /** 600 x 0.25 + 400 x 0.025 + 500 x 2 = 150 + 10 + 1000 micro-dollars. */
    static final long GPT = 1_160_000;

    /** 650 x 0.30 + 400 x 0.03 + 500 x 2.50 = 195 + 12 + 1250 micro-dollars. */
    static final long GEMINI = 1_457_000;

    /** 100 x 3 + 2000 x 0.30 + 300 x 3.75 + 40 x 6 + 500 x 15 = 300 + 600 + 1125 + 240 + 7500 micro-dollars. */
    static final long CLAUDE = 9_765_000;

    static final String CHAT_USAGE = """
            {"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500,"prompt_tokens_details":{"cached_tokens":400},"completion_tokens_details":{"reasoning_tokens":300}}""";
    static final String GEMINI_USAGE = """
            {"promptTokenCount":1000,"cachedContentTokenCount":400,"candidatesTokenCount":200,"thoughtsTokenCount":300,"toolUsePromptTokenCount":50,"totalTokenCount":1550}""";
    static final String RESPONSES_USAGE = """
            {"input_tokens":1000,"input_tokens_details":{"cached_tokens":400},"output_tokens":500,"output_tokens_details":{"reasoning_tokens":300},"total_tokens":1500}""";
    static final String CLAUDE_USAGE = """
            {"input_tokens":100,"cache_read_input_tokens":2000,"cache_creation_input_tokens":340,"cache_creation":{"ephemeral_5m_input_tokens":300,"ephemeral_1h_input_tokens":40},"output_tokens":500}""";

    private ToldStreams() {}

    /** A stream of one provider, in the pieces in which it is sent; no cost stands for an estimate. */
    record Told(String shape, String model, List<String> pieces, Optional<Long> nano) {
        @Override
        public String toString() {
            return model + ", " + shape;
        }
    }

    static Stream<Told> all() {
        List<Told> all = new ArrayList<>();
        all.addAll(chatStreams());
        all.addAll(geminiStreams());
        all.addAll(claudeStreams());
        all.addAll(responsesStreams());
        return all.stream();
    }

    static List<String> chatThatStopsWithAnError() {
        return List.of(
                chunk("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Yes.\"}}", ""),
                chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"error\"}", ",\"usage\":" + CHAT_USAGE),
                "data: [DONE]\n\n");
    }

    private static List<Told> chatStreams() {
        String words = chunk("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Yes.\"}}", "");
        String stop = chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", "");
        String usage = chunk("", ",\"usage\":" + CHAT_USAGE);
        String done = "data: [DONE]\n\n";
        String early = CHAT_USAGE
                .replace(
                        "\"completion_tokens\":500,\"total_tokens\":1500",
                        "\"completion_tokens\":7,\"total_tokens\":1007")
                .replace("300", "2");
        String nothing = "{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}";
        return List.of(
                told("usage behind the stop", "gpt", GPT, words, stop, usage, done),
                told(
                        "usage in the chunk of the stop",
                        "gpt",
                        GPT,
                        words,
                        chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", ",\"usage\":" + CHAT_USAGE),
                        done),
                told(
                        "usage in the choice",
                        "gpt",
                        GPT,
                        words,
                        chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\",\"usage\":" + CHAT_USAGE + "}", ""),
                        done),
                told(
                        "usage so far in every chunk",
                        "gpt",
                        GPT,
                        chunk(
                                "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Yes.\"}}",
                                ",\"usage\":" + early),
                        chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", ",\"usage\":" + CHAT_USAGE),
                        done),
                told("usage twice", "gpt", GPT, words, stop, usage, usage, done),
                told(
                        "usage, then one of nothing",
                        "gpt",
                        GPT,
                        words,
                        stop,
                        usage,
                        chunk("", ",\"usage\":" + nothing),
                        done),
                told("usage, then null", "gpt", GPT, words, stop, usage, chunk("", ",\"usage\":null"), done),
                told("usage behind the stop, and no end", "gpt", GPT, words, stop, usage),
                told(
                        "usage beside Groq's own",
                        "gpt",
                        GPT,
                        words,
                        stop,
                        chunk("", ",\"x_groq\":{\"usage\":" + CHAT_USAGE + "}"),
                        done),
                split("usage over two lines of one event", "gpt", GPT, List.of(words, stop, lines(usage), done)),
                split("sent byte by byte", "gpt", GPT, bytes(words + stop + usage + done)),
                estimated("no usage", "gpt", words, stop, done),
                estimated("usage of nothing", "gpt", words, stop, chunk("", ",\"usage\":" + nothing), done));
    }

    private static List<Told> geminiStreams() {
        String early = "{\"promptTokenCount\":1000,\"totalTokenCount\":1000}";
        String words = piece("{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Yes.\"}]}}", "");
        String stop =
                "{\"index\":0,\"finishReason\":\"STOP\",\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]}}";
        return List.of(
                told("usage with the stop", "gemini", GEMINI, words, piece(stop, GEMINI_USAGE)),
                told(
                        "usage so far in every piece",
                        "gemini",
                        GEMINI,
                        piece("{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Yes.\"}]}}", early),
                        piece(stop, GEMINI_USAGE)),
                told(
                        "all in one piece",
                        "gemini",
                        GEMINI,
                        piece(
                                "{\"index\":0,\"finishReason\":\"STOP\",\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Yes.\"}]}}",
                                GEMINI_USAGE)),
                told("usage behind the stop", "gemini", GEMINI, words, piece(stop, ""), piece("", GEMINI_USAGE)),
                told("usage twice", "gemini", GEMINI, words, piece(stop, GEMINI_USAGE), piece("", GEMINI_USAGE)),
                told(
                        "usage, then of the prompt alone",
                        "gemini",
                        GEMINI,
                        words,
                        piece(stop, GEMINI_USAGE),
                        piece("", early)),
                split(
                        "usage over two lines of one event",
                        "gemini",
                        GEMINI,
                        List.of(words, lines(piece(stop, GEMINI_USAGE)))),
                split("sent byte by byte", "gemini", GEMINI, bytes(words + piece(stop, GEMINI_USAGE))),
                estimated("no usage", "gemini", words, piece(stop, "")));
    }

    private static List<Told> claudeStreams() {
        String begun = CLAUDE_USAGE.replace("\"output_tokens\":500", "\"output_tokens\":3");
        String nothing = "{\"input_tokens\":0,\"output_tokens\":0}";
        String words = block();
        return List.of(
                told(
                        "output with the stop",
                        "claude",
                        CLAUDE,
                        messageStart(begun),
                        words,
                        messageDelta("{\"output_tokens\":500}"),
                        messageStop()),
                told(
                        "all with the stop",
                        "claude",
                        CLAUDE,
                        messageStart(nothing),
                        words,
                        messageDelta(CLAUDE_USAGE),
                        messageStop()),
                told(
                        "all in both",
                        "claude",
                        CLAUDE,
                        messageStart(CLAUDE_USAGE),
                        words,
                        messageDelta(CLAUDE_USAGE),
                        messageStop()),
                told(
                        "output so far, then the whole",
                        "claude",
                        CLAUDE,
                        messageStart(begun),
                        words,
                        event("message_delta", "\"delta\":{},\"usage\":{\"output_tokens\":200}"),
                        messageDelta("{\"output_tokens\":500}"),
                        messageStop()),
                told(
                        "output, then one of nothing",
                        "claude",
                        CLAUDE,
                        messageStart(begun),
                        words,
                        messageDelta("{\"output_tokens\":500}"),
                        event("message_delta", "\"delta\":{},\"usage\":{\"output_tokens\":0}"),
                        messageStop()),
                split(
                        "sent byte by byte",
                        "claude",
                        CLAUDE,
                        bytes(messageStart(begun) + words + messageDelta("{\"output_tokens\":500}") + messageStop())),
                estimated("no usage", "claude", messageStart(""), words, messageDelta(""), messageStop()));
    }

    private static List<Told> responsesStreams() {
        String created = event("response.created", "\"response\":" + response("in_progress", ""));
        String words = event(
                        "response.output_item.added",
                        "\"output_index\":0,\"item\":{\"type\":\"message\",\"id\":\"i\",\"status\":\"in_progress\",\"role\":\"assistant\",\"content\":[]}")
                + event(
                        "response.content_part.added",
                        "\"item_id\":\"i\",\"output_index\":0,\"content_index\":0,\"part\":{\"type\":\"output_text\",\"text\":\"\",\"annotations\":[]}")
                + event(
                        "response.output_text.delta",
                        "\"item_id\":\"i\",\"output_index\":0,\"content_index\":0,\"delta\":\"Yes.\"");
        String done = event("response.completed", "\"response\":" + response("completed", RESPONSES_USAGE));
        return List.of(
                told("usage with the end", "resp", GPT, created, words, done),
                told(
                        "usage with an end for lack of room",
                        "resp",
                        GPT,
                        created,
                        words,
                        event("response.incomplete", "\"response\":" + response("incomplete", RESPONSES_USAGE))),
                told("the end twice", "resp", GPT, created, words, done, done),
                told(
                        "usage of nothing when it begins",
                        "resp",
                        GPT,
                        event(
                                "response.created",
                                "\"response\":"
                                        + response(
                                                "in_progress",
                                                "{\"input_tokens\":0,\"output_tokens\":0,\"total_tokens\":0}")),
                        words,
                        done),
                split("usage over two lines of one event", "resp", GPT, List.of(created, words, lines(done))),
                split("sent byte by byte", "resp", GPT, bytes(created + words + done)),
                estimated(
                        "no usage",
                        "resp",
                        created,
                        words,
                        event("response.completed", "\"response\":" + response("completed", ""))));
    }

    private static Told told(String shape, String model, long nano, String... pieces) {
        return new Told(shape, model, List.of(pieces), Optional.of(nano));
    }

    private static Told split(String shape, String model, long nano, List<String> pieces) {
        return new Told(shape, model, pieces, Optional.of(nano));
    }

    private static Told estimated(String shape, String model, String... pieces) {
        return new Told(shape, model, List.of(pieces), Optional.empty());
    }
}
