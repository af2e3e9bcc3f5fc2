package dev.signalbox.server.pipeline;

import static dev.signalbox.server.exchange.Laps.Stage.AUTH;
import static dev.signalbox.server.exchange.Laps.Stage.CATALOGUE;
import static dev.signalbox.server.exchange.Laps.Stage.DISPATCH;
import static dev.signalbox.server.exchange.Laps.Stage.IDEMPOTENCY;
import static dev.signalbox.server.exchange.Laps.Stage.ROUTING;

import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.ceilings.RouteGates;
import dev.signalbox.server.dispatch.Dispatch;
import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Counted;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Keeping;
import dev.signalbox.server.exchange.KeptAnswer;
import dev.signalbox.server.exchange.Laps;
import dev.signalbox.server.exchange.Learned;
import dev.signalbox.server.exchange.Metadata;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.idempotency.Claim;
import dev.signalbox.server.idempotency.Idempotency;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.server.ledger.Ledger;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.wire.dialect.Envelope;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The road: every request to a model walks these stages in this order. */
public final class Pipeline {
    private final Ledger ledger;
    private final Identity identity;
    private final Catalogue catalogue;
    private final Idempotency idempotency;
    private final RouteGates gates;
    private final Routing routing;
    private final Dispatch dispatch;
    private final LongSupplier nanoTime;

    /**
     * Joins the stages.
     *
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public Pipeline(
            Ledger ledger,
            Identity identity,
            Catalogue catalogue,
            Idempotency idempotency,
            RouteGates gates,
            Routing routing,
            Dispatch dispatch,
            LongSupplier nanoTime) {
        this.ledger = ledger;
        this.identity = identity;
        this.catalogue = catalogue;
        this.idempotency = idempotency;
        this.gates = gates;
        this.routing = routing;
        this.dispatch = dispatch;
        this.nanoTime = nanoTime;
    }

    /** What a caller gets. */
    public sealed interface Answer {
        /**
         * An answer to an offer, the account that is closed with it, and what keeps it.
         */
        record Fresh(Reply reply, Offer offer, Account account, Keeping keeping) implements Answer {}

        /** The answer that the first request with the same key got. */
        record Again(KeptAnswer answer) implements Answer {}
    }

    /** Notes for a request that is complete now how long its stages take. */
    public Laps laps() {
        return new Laps(nanoTime);
    }

    /**
     * Serves one request. Blocks; called on a virtual thread. Whoever gets the reply must start it if it streams, and close
     * it.
     *
     * @param laps are told how long its stages take, also where there is no answer
     * @throws Refused if there is no answer; the account is closed then
     */
    public Answer serve(Exchange exchange, Laps laps) {
        Account account = ledger.open(exchange); // opened once, closed exactly once
        Keeping keeping = Keeping.nothing();
        try {
            Caller caller = laps.over(AUTH, identity.recognise(exchange.key(), exchange.settings())); // 401
            account.caller(caller);
            account.metadata(Metadata.of(exchange, caller)); // 400
            Offer offer = laps.over(CATALOGUE, catalogue.find(exchange, caller)); // 403, 404, 410
            account.offer(offer);
            // 409, 422; waits for a first request with the same key
            Claim claim = laps.over(IDEMPOTENCY, idempotency.claim(exchange, caller));
            if (claim instanceof Claim.Again(KeptAnswer kept)) {
                account.repeated(kept);
                return new Answer.Again(kept);
            }
            Claim.Serve serve = (Claim.Serve) claim;
            keeping = serve.keeping();
            admit(exchange, offer, account); // 429
            // candidates in order, each with its reason
            Plan plan = laps.over(ROUTING, routing.plan(serve.exchange(), caller, offer, account));
            plan.learned().ifPresent(its -> laps.judged(its.selection().nanos()));
            account.plan(plan);
            // each attempt under its own hold
            Reply reply = laps.over(DISPATCH, dispatch.send(serve.exchange(), plan, account));
            laps.atProviders(account.atProviders().toNanos());
            Keeping kept = keeping;
            Reply given = Handover.of(reply::close, () -> {
                routing.answered(plan, reply.served().target()); // where a session stays
                Reply followed = account.follow(reply); // closes on the last frame, or when the reply is closed
                return kept.follow(told(followed, plan, account, exchange, laps));
            });
            return new Answer.Fresh(given, offer, account, keeping);
        } catch (Throwable e) {
            laps.ended();
            laps.atProviders(account.atProviders().toNanos());
            keeping.failed();
            throw account.fail(e);
        }
    }

    /** A route that takes only so much in a minute gets the tokens that it set aside for the request back when that is over. */
    private void admit(Exchange exchange, Offer offer, Account account) {
        if (offer instanceof Offer.Routed routed && routed.route().limits().isPresent()) {
            Envelope envelope = exchange.envelope();
            long most = TokenEstimate.input(envelope) + envelope.maxOutput().orElse(0);
            account.whenClosed(
                    gates.enter(routed.route().name(), routed.route().limits().get(), most));
        }
    }

    /** The answer with what a learned route made of the request, where its caller asked for that. */
    private static Reply told(Reply reply, Plan plan, Account account, Exchange exchange, Laps laps) {
        Optional<Learned> learned = plan.learned().filter(Learned::told);
        if (learned.isEmpty()) {
            return reply;
        }
        long millis =
                Duration.ofNanos(laps.nanos(ROUTING) + laps.nanos(DISPATCH)).toMillis();
        return SelectionDetails.in(
                reply, learned.get(), account, exchange.dialect().name(), millis);
    }

    /**
     * Counts the tokens of one request, which walks the same stages but the ledger: a count costs nothing. Blocks; called on
     * a virtual thread.
     *
     * @throws Refused if there is no count
     */
    public Counted count(Exchange exchange) {
        try {
            Caller caller = identity.recognise(exchange.key(), exchange.settings()); // 401
            Offer offer = catalogue.find(exchange, caller); // 403, 404, 410
            return dispatch.count(exchange, routing.planCount(exchange, caller, offer));
        } catch (Refused refused) {
            throw refused;
        } catch (RuntimeException bug) {
            throw new Refused(new Failure.Internal(bug.getClass().getSimpleName()), bug);
        }
    }
}
