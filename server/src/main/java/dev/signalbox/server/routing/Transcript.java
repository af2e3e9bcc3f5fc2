package dev.signalbox.server.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Role;

/** A conversation as plain text, for somebody who only reads it. */
final class Transcript {
    private static final String NOTE = "\n[... what stood here was left out, for it was too long ...]\n";

    private final StringBuilder text = new StringBuilder();

    private Transcript() {}

    /** All that was said, called and answered; without instructions and without thoughts. */
    static String of(ModelRequest request) {
        Transcript transcript = new Transcript();
        for (Message message : request.messages()) {
            if (message.role() != Role.SYSTEM) {
                String who = message.role() == Role.USER ? "User" : "Assistant";
                message.content().forEach(part -> transcript.add(who, part));
            }
        }
        return transcript.text.toString();
    }

    private void add(String who, Content part) {
        switch (part) {
            case Content.Text said -> line(who, said.text());
            case Content.Refusal refusal -> line(who, refusal.text());
            case Content.Image _ -> line(who, "[a picture]");
            case Content.Document document ->
                line(
                        who,
                        "[a document" + document.name().map(name -> ": " + name).orElse("") + "]");
            case Content.ToolCall call -> line(who + " calls " + call.name(), call.arguments());
            case Content.ToolResult result ->
                result.content()
                        .forEach(each -> add(result.error() ? "Error of the tool" : "Result of the tool", each));
            case Content.Foreign foreign -> line(who, "[" + foreign.type() + "]");
            case Content.Reasoning _ -> {}
        }
    }

    private void line(String who, String said) {
        text.append(who).append(": ").append(said).append('\n');
    }

    /** The beginning and the end of a text that is longer than so many bytes, with a note between them. */
    static String headAndTail(String whole, long most) {
        byte[] bytes = whole.getBytes(UTF_8);
        if (bytes.length <= most) {
            return whole;
        }
        int half = (int) Math.max(0, (most - NOTE.length()) / 2);
        return head(bytes, half) + NOTE + tail(bytes, half);
    }

    /** The beginning of a text that is longer than so many bytes. */
    static String head(String whole, int most) {
        byte[] bytes = whole.getBytes(UTF_8);
        return bytes.length <= most ? whole : head(bytes, most);
    }

    private static String head(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && isInside(bytes[end])) {
            end--;
        }
        return new String(bytes, 0, end, UTF_8);
    }

    private static String tail(byte[] bytes, int length) {
        int start = bytes.length - length;
        while (start < bytes.length && isInside(bytes[start])) {
            start++;
        }
        return new String(bytes, start, bytes.length - start, UTF_8);
    }

    /** Whether a letter goes on with this byte. */
    private static boolean isInside(byte next) {
        return (next & 0xC0) == 0x80;
    }
}
