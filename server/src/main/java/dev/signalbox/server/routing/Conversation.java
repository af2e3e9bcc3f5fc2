package dev.signalbox.server.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.exchange.Session;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Role;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The conversation that a request belongs to: by the name that its caller gives it, else by the messages before its last
 * turn. Nothing that anybody wrote is kept.
 *
 * @param source what tells it: {@code session_id}, {@code header} or {@code fingerprint}
 * @param former under which key the last answer is remembered; absent where there was none
 * @param next under which key the answer to this request is remembered
 */
record Conversation(String source, Optional<Session> former, Session next) {
    private static final int KEPT = 16;

    /** @param caller conversations of two callers are two, whatever they are called */
    static Optional<Conversation> of(
            String route, String caller, Duration ttl, Controls controls, Optional<ModelRequest> request) {
        if (controls.session().isPresent()) {
            Controls.Named named = controls.session().get();
            MessageDigest digest = begin("named", caller);
            put(digest, named.id());
            Session session = session(route, digest, ttl);
            return Optional.of(new Conversation(named.source(), Optional.of(session), session));
        }
        return request.map(ModelRequest::messages)
                .filter(messages -> messages.stream().anyMatch(message -> message.role() == Role.USER))
                .map(messages -> byMessages(route, caller, ttl, messages));
    }

    /** What stands before the model's last turn was the whole of the request before this one. */
    private static Conversation byMessages(String route, String caller, Duration ttl, List<Message> messages) {
        int end = messages.size();
        while (end > 0 && messages.get(end - 1).role() != Role.ASSISTANT) {
            end--;
        }
        while (end > 0 && messages.get(end - 1).role() == Role.ASSISTANT) {
            end--;
        }
        Optional<Session> former = Optional.empty();
        MessageDigest digest = begin("messages", caller);
        for (int i = 0; i < messages.size(); i++) {
            if (i == end && i > 0) {
                former = Optional.of(session(route, copy(digest), ttl));
            }
            put(digest, messages.get(i));
        }
        return new Conversation("fingerprint", former, session(route, digest, ttl));
    }

    private static void put(MessageDigest digest, Message message) {
        put(digest, message.role().name());
        message.content().forEach(part -> put(digest, part));
    }

    private static void put(MessageDigest digest, Content part) {
        switch (part) {
            case Content.Text text -> put(digest, text.text());
            case Content.ToolCall call -> put(digest, call.name() + call.arguments());
            case Content.ToolResult result -> result.content().forEach(each -> put(digest, each));
            case Content.Image _, Content.Document _, Content.Refusal _, Content.Foreign _ ->
                put(digest, part.getClass().getSimpleName());
            case Content.Reasoning _ -> {
                // clients may leave thoughts out of what they send back
            }
        }
    }

    private static MessageDigest begin(String kind, String caller) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            put(digest, kind);
            put(digest, caller);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK can copy SHA-256", e);
        }
    }

    /** With its length before it, so that no two texts run into one. */
    private static void put(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static Session session(String route, MessageDigest digest, Duration ttl) {
        return new Session(route, HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), KEPT)), ttl);
    }
}
