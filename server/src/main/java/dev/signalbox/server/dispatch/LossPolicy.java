package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.settings.LossRule;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.Translation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whether a request may go out without what its translation dropped; acts on nothing.
 *
 * @param learned whether a judgement of the prompt picked the model
 */
record LossPolicy(LossRule rule, boolean learned) {
    /** On a learned route nobody chose the model for it, so no request fails for the sake of it. */
    private static final String STOP = "stop";

    /** The field by which a caller sets the rule of one request. */
    static final String HEADER = "x-signalbox-on-loss";

    private static final int MOST_TOLD = 5;

    /**
     * The caller's own rule, else the route's, else the server's.
     *
     * @throws Refused if the caller names a rule that is none
     */
    static LossPolicy of(Exchange exchange, Plan plan) {
        return new LossPolicy(
                exchange.headers()
                        .first(HEADER)
                        .map(LossPolicy::named)
                        .or(() -> plan.route().flatMap(RouteSettings::losses))
                        .orElse(exchange.settings().server().losses()),
                plan.learned().isPresent());
    }

    private static LossRule named(String value) {
        String word = value.trim().toLowerCase(Locale.ROOT);
        return Arrays.stream(LossRule.values())
                .filter(rule -> rule.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refused(new Failure.BadRequest(
                        "invalid_request",
                        HEADER + ": \"" + value + "\" (expected one of: safe, strict, allow)",
                        Optional.of(HEADER))));
    }

    boolean allowsAll() {
        return rule == LossRule.ALLOW;
    }

    /** Why this must not be sent, if it must not. */
    Optional<Failure.BadRequest> refusal(Translation.Ready request) {
        if (request.losses().isEmpty() && request.adjustments().isEmpty()) {
            return Optional.empty();
        }
        List<Loss> dropped = switch (rule) {
            case ALLOW -> List.of();
            case SAFE ->
                request.losses().stream()
                        .filter(Loss::changesMeaning)
                        .filter(loss -> !learned || !loss.field().equals(STOP))
                        .toList();
            case STRICT ->
                Stream.concat(
                                request.losses().stream(),
                                request.adjustments().stream()
                                        .filter(Adjustment::drops)
                                        .map(change -> Loss.hint(change.field(), change.reason())))
                        .toList();
        };
        return dropped.isEmpty()
                ? Optional.empty()
                : Optional.of(new Failure.BadRequest(
                        "loss_not_allowed",
                        told(dropped),
                        Optional.of(dropped.getFirst().field())));
    }

    private String told(List<Loss> dropped) {
        String fields = dropped.stream()
                .limit(MOST_TOLD)
                .map(loss -> loss.field() + ": " + loss.reason())
                .collect(Collectors.joining("; "));
        int more = dropped.size() - MOST_TOLD;
        boolean onlyHints = dropped.stream().noneMatch(Loss::changesMeaning);
        return fields + (more > 0 ? "; and " + more + " more" : "")
                + " (expected: what the model can carry, or the header " + HEADER + ": "
                + (onlyHints ? LossRule.SAFE : LossRule.ALLOW).word() + ", which drops it)";
    }
}
