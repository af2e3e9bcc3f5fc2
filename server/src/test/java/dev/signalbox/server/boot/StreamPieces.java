package dev.signalbox.server.boot;

import java.util.List;

/** Events of the streams of each provider. */
final class StreamPieces {
    private StreamPieces() {}

    static List<String> bytes(String stream) {
        return stream.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    }

    /** The same event with its JSON over two lines of data, as the standard allows. */
    static String lines(String event) {
        int at = event.lastIndexOf(",\"");
        return event.substring(0, at + 1) + "\ndata: " + event.substring(at + 1);
    }

    static String chunk(String choice, String more) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-5-mini-2025-08-07\",\"choices\":["
                + choice + "]" + more + "}\n\n";
    }

    static String piece(String candidate, String usage) {
        return "data: {\"responseId\":\"r\",\"modelVersion\":\"gemini-2.5-flash\""
                + (candidate.isEmpty() ? "" : ",\"candidates\":[" + candidate + "]")
                + (usage.isEmpty() ? "" : ",\"usageMetadata\":" + usage) + "}\n\n";
    }

    static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
    }

    static String messageStart(String usage) {
        return event(
                "message_start",
                "\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5-20250929\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null"
                        + (usage.isEmpty() ? "" : ",\"usage\":" + usage) + "}");
    }

    static String block() {
        return event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                + event("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Yes.\"}")
                + event("content_block_stop", "\"index\":0");
    }

    static String messageDelta(String usage) {
        return event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null}"
                        + (usage.isEmpty() ? "" : ",\"usage\":" + usage));
    }

    static String messageStop() {
        return "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    }

    static String response(String status, String usage) {
        String output = status.equals("in_progress")
                ? ""
                : "{\"type\":\"message\",\"id\":\"i\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Yes.\",\"annotations\":[]}]}";
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\"" + status
                + "\",\"model\":\"gpt-5-mini-2025-08-07\",\"output\":[" + output + "],\"incomplete_details\":"
                + (status.equals("incomplete") ? "{\"reason\":\"max_output_tokens\"}" : "null")
                + (usage.isEmpty() ? "" : ",\"usage\":" + usage) + "}";
    }
}
