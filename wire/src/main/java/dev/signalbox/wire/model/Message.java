package dev.signalbox.wire.model;

import java.util.List;

/** One turn of a conversation. */
public record Message(Role role, List<Content> content, Extra extra) {
    /** Takes a defensive copy. */
    public Message {
        content = List.copyOf(content);
    }

    /** A message of these parts. */
    public static Message of(Role role, Content... content) {
        return new Message(role, List.of(content), Extra.none());
    }
}
