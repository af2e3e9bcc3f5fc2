package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Holds;
import dev.signalbox.server.exchange.Metadata;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.ModelRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one request asks of whoever serves it. What is costly to find is found when it is first asked for, and once. Not
 * thread-safe: a request is planned by one thread.
 */
final class Demand {
    private Exchange exchange;
    private final Caller caller;
    private final Optional<RouteSettings> route;
    private final boolean counted;
    private final Optional<Holds> holds;
    private boolean relaxed;
    private Traits traits = Traits.UNKNOWN;
    private @Nullable Wants wants;
    private boolean looked;
    private @Nullable ModelRequest request;
    private @Nullable Prompt prompt;
    private @Nullable Deciding deciding;
    private @Nullable Map<String, String> metadata;
    private final List<String> dataClasses = new ArrayList<>(0);

    /** A demand for which nobody may be called yet. */
    Demand(Exchange exchange, Caller caller, Optional<RouteSettings> route, boolean counted) {
        this(exchange, caller, route, counted, Optional.empty());
    }

    /**
     * A demand.
     *
     * @param route that the caller named; absent for one that names a model
     * @param counted whether only the tokens of the request are wanted
     * @param holds where the costs of calls are held that are made to find out where to send the request
     */
    Demand(Exchange exchange, Caller caller, Optional<RouteSettings> route, boolean counted, Optional<Holds> holds) {
        this.exchange = exchange;
        this.caller = caller;
        this.route = route;
        this.counted = counted;
        this.holds = holds;
    }

    /** From now on decided by this. */
    void decide(Deciding by) {
        deciding = by;
    }

    /** What a judgement of the prompt decides by; absent on all routes but learned ones. */
    Optional<Deciding> deciding() {
        return Optional.ofNullable(deciding);
    }

    /** Where to hold the costs of calls; absent where none may be made. */
    Optional<Holds> holds() {
        return holds;
    }

    Optional<RouteSettings> route() {
        return route;
    }

    /** From now on among targets that have this in common. */
    void among(Traits its) {
        traits = its;
    }

    /** What those that may serve have in common. */
    Traits traits() {
        return traits;
    }

    /** The words that the request is told with. */
    Map<String, String> metadata() {
        Map<String, String> known = metadata;
        return known != null ? known : told();
    }

    /** All classes of data that the request is said to be of, each once. */
    List<String> dataClasses() {
        if (metadata == null) {
            told();
        }
        return dataClasses;
    }

    private Map<String, String> told() {
        Map<String, String> words = new HashMap<>();
        caller.boundary().dataClass().ifPresent(this::classed);
        exchange.headers().all(DataClassFilter.HEADER).forEach(one -> classed(one.trim()));
        Metadata.tell(exchange, caller, (name, value) -> {
            words.put(name, value);
            if (name.equals(Metadata.DATA_CLASS)) {
                classed(value); // a stronger place says it anew, and does not take it back
            }
        });
        metadata = words;
        return words;
    }

    private void classed(String one) {
        if (!one.isEmpty() && !dataClasses.contains(one)) {
            dataClasses.add(one);
        }
    }

    Exchange exchange() {
        return exchange;
    }

    Caller caller() {
        return caller;
    }

    /** The request in no dialect; nothing where it cannot be read, which a provider of its own dialect may still answer. */
    Optional<ModelRequest> request() {
        if (!looked) {
            looked = true;
            try {
                request = exchange.dialect().read(exchange.envelope());
            } catch (Unreadable e) {
                request = null;
            }
        }
        return Optional.ofNullable(request);
    }

    /** What the user said. */
    Prompt prompt() {
        Prompt known = prompt;
        if (known == null) {
            known = request().map(Prompt::of).orElse(Prompt.NONE);
            prompt = known;
        }
        return known;
    }

    boolean isCounted() {
        return counted;
    }

    /** From now on without what may be left out: nobody could do it all. */
    void relax() {
        relaxed = true;
    }

    /** Whether what may be left out is left out. */
    boolean isRelaxed() {
        return relaxed;
    }

    /** From now on of a shorter request. */
    void shorten(Envelope envelope) {
        exchange = exchange.with(envelope);
        wants = null;
    }

    /** What the model must be able to do. Only a capability route heeds the header that names it. */
    Wants wants() {
        Wants known = wants;
        if (known == null) {
            boolean heeds =
                    route.filter(its -> its.strategy() == Strategy.CAPABILITY).isPresent();
            known = Wants.of(exchange.envelope(), heeds ? ModelClass.in(exchange.headers()) : Set.of());
            wants = known;
        }
        return known;
    }
}
