package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the request for one target after another, each from the original; what is read of it is read once. */
final class Preparation {
    private final Exchange exchange;
    private @Nullable ModelRequest read;

    Preparation(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * The body for this target.
     *
     * @throws Refused if the caller's request is not of its dialect
     */
    Translation.Ready forTarget(Target target, ProviderDialect dialect, ModelFacts facts) {
        try {
            if (sameDialect(dialect)) {
                return dialect.pass(exchange.envelope(), facts);
            }
            if (exchange.envelope().answers() > 1) {
                throw new Refused(new Failure.BadRequest(
                        "several_answers_not_supported",
                        "n: " + exchange.envelope().answers() + " (expected: 1 for a model of another dialect)",
                        Optional.of("n")));
            }
            refuseEmptied(request());
            return switch (dialect.write(request(), facts)) {
                case Translation.Ready ready -> ready;
                case Translation.NeedsFetch needs ->
                    throw new Refused(new Failure.BadRequest(
                            "address_not_supported",
                            "image address: " + target.provider().name()
                                    + " takes only inline data (expected: the "
                                    + needs.uris().size()
                                    + " addresses as inline data)",
                            Optional.empty()));
            };
        } catch (Unreadable e) {
            throw new Refused(new Failure.BadRequest("invalid_request", String.valueOf(e.getMessage()), e.field()));
        }
    }

    /** A turn of the user of which nothing can be carried must not become a question that he never asked. */
    private static void refuseEmptied(ModelRequest request) {
        for (Message message : request.messages()) {
            boolean nothing = message.content().stream().allMatch(part -> part instanceof Content.Foreign);
            if (message.role() == Role.USER && nothing) {
                throw new Refused(new Failure.BadRequest(
                        "content_not_supported",
                        "messages: a user message without anything that a model of another dialect can read (expected:"
                                + " text, images, documents or tool results)",
                        Optional.of("messages")));
            }
        }
    }

    boolean sameDialect(ProviderDialect dialect) {
        return dialect.name().equals(exchange.dialect().name());
    }

    private ModelRequest request() throws Unreadable {
        ModelRequest known = read;
        if (known == null) {
            known = exchange.dialect().read(exchange.envelope());
            read = known;
        }
        return known;
    }
}
