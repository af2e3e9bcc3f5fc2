package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.settings.ConditionSettings;
import dev.signalbox.server.settings.GatewayPlace;
import dev.signalbox.server.settings.Matching;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.wire.dialect.Envelope;
import java.util.Map;
import java.util.Optional;

/** Whether a request is what a rule asks for. What a request does not say fits nothing that is asked. */
final class Conditions {
    private Conditions() {}

    static boolean fit(ConditionSettings when, Demand demand) {
        Exchange exchange = demand.exchange();
        GatewayPlace place = exchange.settings().server().place();
        return who(when.who(), demand.caller())
                && when.dialects().admits(exchange.dialect().name())
                && says(when.regions(), place.region())
                && says(when.zones(), place.zone())
                && asks(when.asks(), exchange.envelope())
                && when.headers().entrySet().stream()
                        .allMatch(one -> says(one.getValue(), exchange.headers().first(one.getKey())))
                && metadata(when.metadata(), demand)
                && (when.dataClasses().isAnything()
                        || demand.dataClasses().stream().anyMatch(when.dataClasses()::admits))
                && when.inputOver().stream().allMatch(most -> TokenEstimate.input(exchange.envelope()) > most);
    }

    private static boolean who(ConditionSettings.Who who, Caller caller) {
        return who.callers().admits(caller.name())
                && says(who.tenants(), caller.tenant())
                && says(who.plans(), caller.plan())
                && says(who.teams(), caller.team());
    }

    private static boolean metadata(Map<String, Matching> wanted, Demand demand) {
        return wanted.entrySet().stream()
                .allMatch(one -> says(
                        one.getValue(), Optional.ofNullable(demand.metadata().get(one.getKey()))));
    }

    private static boolean asks(ConditionSettings.Asks asks, Envelope envelope) {
        return is(asks.stream(), envelope.stream())
                && is(asks.tools(), envelope.tools())
                && is(asks.images(), envelope.images() > 0)
                && is(asks.json(), envelope.structured());
    }

    private static boolean is(Optional<Boolean> wanted, boolean found) {
        return wanted.isEmpty() || wanted.get() == found;
    }

    private static boolean says(Matching wanted, Optional<String> found) {
        return wanted.isAnything() || found.filter(wanted::admits).isPresent();
    }
}
