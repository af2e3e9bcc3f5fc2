package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.fetch.Fetcher;
import dev.signalbox.server.fetch.Round;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the request for one target after another, each from the original; what is read of it is read once. */
final class Preparation {
    private final Exchange exchange;
    private final LossPolicy losses;
    private final Round fetching;
    private @Nullable ModelRequest read;

    /** What came of writing a request for a target. */
    sealed interface Prepared {
        /** It can be sent. */
        record Sendable(Translation.Ready request) implements Prepared {}

        /** This target cannot carry it; another may. */
        record Impossible(Failure.BadRequest why) implements Prepared {}
    }

    /** One way to write the request, with what was fetched in the place of addresses. */
    private interface Writing {
        Translation with(Map<String, Media.Inline> fetched) throws Unreadable;
    }

    /** What is done about addresses that the provider does not read. */
    private interface Addresses {
        Prepared read(Writing writing, List<String> uris) throws Unreadable;
    }

    Preparation(Exchange exchange, LossPolicy losses, Fetcher fetcher) {
        this.exchange = exchange;
        this.losses = losses;
        this.fetching = fetcher.round(
                exchange.settings().fetch(),
                new Fetcher.Waiting(exchange.hangUp(), exchange.loop(), exchange.deadlineNanos()));
    }

    /**
     * The body for this target. May block on a network where the request names addresses and the provider takes only bytes.
     *
     * @throws Refused if the caller left while an address was read
     */
    Prepared forTarget(Target target, ProviderDialect dialect, ModelFacts facts) {
        Shaped shaped;
        try {
            shaped = Shaped.of(exchange, target.rules().shaping().parameters());
        } catch (Unreadable e) {
            throw new Refused(new Failure.Internal("a value of the route cannot be set"), e);
        }
        return switch (prepared(shaped, dialect, facts, (writing, uris) -> fetched(target, writing, uris))) {
            case Prepared.Sendable(Translation.Ready ready) ->
                new Prepared.Sendable(noted(ready, shaped.adjustments()));
            case Prepared.Impossible impossible -> impossible;
        };
    }

    private static Translation.Ready noted(Translation.Ready ready, List<Adjustment> first) {
        if (first.isEmpty()) {
            return ready;
        }
        List<Adjustment> adjustments = new ArrayList<>(first);
        adjustments.addAll(ready.adjustments());
        return new Translation.Ready(ready.body(), ready.losses(), adjustments);
    }

    /** Whether such a target could carry the request; addresses are not read for that. */
    boolean fits(ProviderDialect dialect, ModelFacts facts) {
        boolean reads = exchange.settings().fetch().enabled();
        return prepared(
                        Shaped.not(exchange),
                        dialect,
                        facts,
                        (_, uris) -> reads
                                ? new Prepared.Sendable(new Translation.Ready(new byte[0], List.of(), List.of()))
                                : new Prepared.Impossible(new Failure.BadRequest(
                                        "addresses_not_read", uris.size() + " addresses", Optional.empty())))
                instanceof Prepared.Sendable;
    }

    private Prepared prepared(Shaped shaped, ProviderDialect dialect, ModelFacts facts, Addresses addresses) {
        try {
            if (!sameDialect(dialect)) {
                Optional<Failure.BadRequest> obstacle = obstacle(request());
                if (obstacle.isPresent()) {
                    return new Prepared.Impossible(obstacle.get());
                }
            }
            Writing writing = writing(shaped, dialect, facts);
            return switch (writing.with(Map.of())) {
                case Translation.Ready ready -> allowed(ready);
                case Translation.NeedsFetch needs -> addresses.read(writing, needs.uris());
            };
        } catch (Unreadable e) {
            // A provider of the caller's own dialect gets the bytes, and may know what we do not.
            return new Prepared.Impossible(
                    new Failure.BadRequest("invalid_request", String.valueOf(e.getMessage()), e.field()));
        }
    }

    private Writing writing(Shaped shaped, ProviderDialect dialect, ModelFacts facts) {
        return sameDialect(dialect)
                ? fetched -> dialect.pass(shaped.envelope(), facts, fetched)
                : fetched -> dialect.write(Inlining.of(request(shaped), fetched), facts);
    }

    /** What the caller sent is read once; what a target makes of it, for that target. */
    private ModelRequest request(Shaped shaped) throws Unreadable {
        return shaped.adjustments().isEmpty() ? request() : exchange.dialect().read(shaped.envelope());
    }

    /** A target that reads addresses itself may still serve what cannot be read here. */
    private Prepared fetched(Target target, Writing writing, List<String> uris) throws Unreadable {
        Map<String, Media.Inline> fetched;
        try {
            fetched = fetching.media(uris);
        } catch (Refused e) {
            if (e.failure() instanceof Failure.BadRequest why) {
                return new Prepared.Impossible(why);
            }
            throw e;
        }
        return switch (writing.with(fetched)) {
            // Bytes for an address lose nothing, so they are told after it was decided whether too much is lost.
            case Translation.Ready ready ->
                switch (allowed(ready)) {
                    case Prepared.Sendable _ -> new Prepared.Sendable(noted(ready, fetched.size(), target));
                    case Prepared.Impossible impossible -> impossible;
                };
            case Translation.NeedsFetch left ->
                throw new Refused(new Failure.Internal(
                        left.uris().size() + " addresses are asked for again after they were read"));
        };
    }

    private static Translation.Ready noted(Translation.Ready ready, int addresses, Target target) {
        List<Adjustment> adjustments = new ArrayList<>(ready.adjustments());
        adjustments.add(new Adjustment(
                "messages",
                addresses + (addresses == 1 ? " address" : " addresses"),
                "inline data",
                target.provider().name() + " takes only bytes"));
        return new Translation.Ready(ready.body(), ready.losses(), adjustments);
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
            String field = exchange.dialect().answersField();
            return Optional.of(new Failure.BadRequest(
                    "several_answers_not_supported",
                    field + ": " + exchange.envelope().answers() + " (expected: 1 for a model of another dialect)",
                    Optional.of(field)));
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
