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
    private final LossPolicy losses;
    private @Nullable ModelRequest read;

    /** What came of writing a request for a target. */
    sealed interface Prepared {
        /** It can be sent. */
        record Sendable(Translation.Ready request) implements Prepared {}

        /** This target cannot carry it; another may. */
        record Impossible(Failure.BadRequest why) implements Prepared {}
    }

    Preparation(Exchange exchange, LossPolicy losses) {
        this.exchange = exchange;
        this.losses = losses;
    }

    /**
     * The body for this target.
     *
     * @throws Refused if the caller's request is not of its dialect
     */
    Prepared forTarget(Target target, ProviderDialect dialect, ModelFacts facts) {
        try {
            if (sameDialect(dialect)) {
                return allowed(dialect.pass(exchange.envelope(), facts));
            }
            Optional<Failure.BadRequest> obstacle = obstacle(request());
            if (obstacle.isPresent()) {
                return new Prepared.Impossible(obstacle.get());
            }
            return switch (dialect.write(request(), facts)) {
                case Translation.Ready ready -> allowed(ready);
                case Translation.NeedsFetch needs ->
                    new Prepared.Impossible(new Failure.BadRequest(
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

    private Prepared allowed(Translation.Ready ready) {
        return losses.refusal(ready)
                .<Prepared>map(Prepared.Impossible::new)
                .orElseGet(() -> new Prepared.Sendable(ready));
    }

    /**
     * What no model of another dialect can do. A turn of the user of which nothing can be carried must not become a question
     * that he never asked, whatever may be lost.
     */
    private Optional<Failure.BadRequest> obstacle(ModelRequest request) {
        if (exchange.envelope().answers() > 1 && !losses.allowsAll()) {
            return Optional.of(new Failure.BadRequest(
                    "several_answers_not_supported",
                    "n: " + exchange.envelope().answers() + " (expected: 1 for a model of another dialect)",
                    Optional.of("n")));
        }
        for (Message message : request.messages()) {
            boolean nothing = message.content().stream().allMatch(part -> part instanceof Content.Foreign);
            if (message.role() == Role.USER && nothing) {
                return Optional.of(new Failure.BadRequest(
                        "content_not_supported",
                        "messages: a user message without anything that a model of another dialect can read (expected:"
                                + " text, images, documents or tool results)",
                        Optional.of("messages")));
            }
        }
        return Optional.empty();
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
