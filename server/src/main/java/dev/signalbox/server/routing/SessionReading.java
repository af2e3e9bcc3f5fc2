package dev.signalbox.server.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Session;
import dev.signalbox.server.settings.StickySettings;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Role;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Finds the session of a request in its headers and metadata. */
final class SessionReading {
    private static final int LONGEST = 256;
    private static final int KEPT = 16;
    private static final List<String> IDS = List.of("x-signalbox-session-id", "x-ms-session-id");

    private SessionReading() {}

    /** None if a part is missing, blank, or longer than {@value #LONGEST} characters. */
    static Optional<Session> of(Demand demand, String route, StickySettings sticky) {
        MessageDigest digest = sha256();
        put(digest, demand.caller().name());
        for (StickySettings.Part part : sticky.by()) {
            Optional<String> value = value(demand, part).filter(SessionReading::usable);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            put(digest, value.get());
        }
        byte[] kept = Arrays.copyOf(digest.digest(), KEPT);
        return Optional.of(new Session(route, HexFormat.of().formatHex(kept), sticky.ttl()));
    }

    private static boolean usable(String value) {
        return value.length() <= LONGEST && !value.isBlank();
    }

    private static Optional<String> value(Demand demand, StickySettings.Part part) {
        if (part.conversation()) {
            return conversation(demand.exchange());
        }
        return part.header()
                .flatMap(demand.exchange().headers()::first)
                .or(() -> part.metadata().flatMap(name -> metadata(demand, name)));
    }

    /** The id that the caller gives it, else how it began: with which instructions and which first words of the user. */
    private static Optional<String> conversation(Exchange exchange) {
        return IDS.stream()
                .flatMap(name -> exchange.headers().first(name).stream())
                .filter(SessionReading::usable)
                .findFirst()
                .or(() -> text(exchange, "prompt_cache_key"))
                .or(() -> began(exchange));
    }

    private static Optional<String> text(Exchange exchange, String field) {
        return exchange.envelope()
                .fields()
                .value(field)
                .flatMap(value -> value instanceof Json.Text(String text) ? Optional.of(text) : Optional.empty())
                .filter(SessionReading::usable);
    }

    /** What cannot be read is the affair of whoever writes it for a provider. */
    private static Optional<String> began(Exchange exchange) {
        ModelRequest request;
        try {
            request = exchange.dialect().read(exchange.envelope());
        } catch (Unreadable e) {
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        for (Message message : request.messages()) {
            put(digest, message.role().name());
            message.content()
                    .forEach(content -> put(
                            digest,
                            content instanceof Content.Text text
                                    ? text.text()
                                    : content.getClass().getSimpleName()));
            if (message.role() == Role.USER) {
                return Optional.of(HexFormat.of().formatHex(digest.digest()));
            }
        }
        return Optional.empty();
    }

    /** What every request is told with, or a field of a body whose metadata is of another kind. */
    private static Optional<String> metadata(Demand demand, String name) {
        return Optional.ofNullable(demand.metadata().get(name)).or(() -> inBody(demand.exchange(), name));
    }

    private static Optional<String> inBody(Exchange exchange, String name) {
        return exchange.envelope()
                .fields()
                .value("metadata")
                .flatMap(value -> value instanceof Json.Obj metadata ? metadata.text(name) : Optional.empty());
    }

    /** With its length before it, so that no two sessions run into one. */
    private static void put(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
