package dev.signalbox.cli;

import dev.signalbox.server.boot.Explaining.Explained;
import dev.signalbox.server.boot.Explaining.First;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Decision;
import dev.signalbox.server.exchange.DecisionJson;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Score;
import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the command {@code explain} found, for people and for programs. */
sealed interface Explanation {

    /** How often a plan is drawn to tell how often each target is the first. */
    int DRAWS = 1_000;

    String asked();

    /** By our estimate, which is what routing goes by. */
    long inputTokens();

    String text();

    Json.Obj json();

    /**
     * The request would be sent.
     *
     * @param firsts of {@link #DRAWS} plans, how often each target is the first
     */
    record Planned(String asked, long inputTokens, Explained explained, List<First> firsts) implements Explanation {

        @Override
        public String text() {
            Decision decision = Decision.of(explained.plan());
            List<List<String>> head = new ArrayList<>();
            head.add(List.of("caller", explained.caller().name() + labels()));
            head.add(List.of("asked", asked + " (" + offer() + ")"));
            head.add(List.of("input", "about " + inputTokens + " tokens"));
            if (!explained.metadata().isEmpty()) {
                head.add(List.of("metadata", told()));
            }
            if (!decision.chosen().isEmpty()) {
                head.add(List.of("chosen", decision.chosen()));
            }
            return Aligned.text(head) + '\n' + candidates(decision) + left(decision);
        }

        private String labels() {
            Caller caller = explained.caller();
            String all = Stream.of(
                            label("tenant", caller.tenant()),
                            label("team", caller.team()),
                            label("plan", caller.plan()))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(", "));
            return all.isEmpty() ? "" : " (" + all + ")";
        }

        private static Optional<String> label(String what, Optional<String> value) {
            return value.map(word -> what + " " + word);
        }

        private String told() {
            return explained.metadata().entrySet().stream()
                    .map(word -> word.getKey() + "=" + word.getValue())
                    .collect(Collectors.joining(", "));
        }

        private String offer() {
            return switch (explained.offer()) {
                case Offer.Routed routed ->
                    "a route, " + routed.route().strategy().word();
                case Offer.Direct _ -> "a model, which bypasses all routes";
            };
        }

        private String candidates(Decision decision) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(List.of("", "target", "provider", "first", "health", "score", "reason"));
            for (Decision.Place place : decision.candidates()) {
                String label = place.branch().isEmpty() ? "" : place.branch() + ": ";
                lines.add(List.of(
                        Integer.toString(lines.size()),
                        place.target(),
                        place.provider(),
                        percent(times(place.target())),
                        place.health(),
                        place.score().map(Planned::shown).orElse("-"),
                        label + place.reason()));
            }
            return Aligned.text(lines);
        }

        private int times(String target) {
            return firsts.stream()
                    .filter(first -> first.target().name().equals(target))
                    .mapToInt(First::times)
                    .sum();
        }

        private static String percent(int times) {
            return String.format(Locale.ROOT, "%.1f %%", 100.0 * times / DRAWS);
        }

        private static String shown(Score score) {
            return new BigDecimal(score.value()).round(new MathContext(4)).toPlainString() + " " + score.unit();
        }

        @Override
        public Json.Obj json() {
            return Json.object(o -> {
                o.put("object", "explanation").put("outcome", "planned");
                o.put("caller", explained.caller().name());
                o.maybe("tenant", explained.caller().tenant().map(Json::text));
                o.maybe("team", explained.caller().team().map(Json::text));
                o.put("metadata", Json.object(m -> explained.metadata().forEach((name, value) -> m.put(name, value))));
                o.put("asked", asked)
                        .put("offer", explained.offer() instanceof Offer.Routed ? "route" : "model")
                        .put("input_tokens", inputTokens)
                        .put("plan", DecisionJson.toJson(Decision.of(explained.plan())));
                o.put(
                        "first",
                        Json.array(firsts.stream()
                                .map(one -> Json.object(f -> f.put(
                                                "target", one.target().name())
                                        .put("share", Json.number(BigDecimal.valueOf(one.times(), 3)))))
                                .toList()));
            });
        }
    }

    /** The request would be refused before anybody is called. */
    record Denied(String asked, long inputTokens, int status, Failure failure, Optional<Decision> decision)
            implements Explanation {

        @Override
        public String text() {
            return Aligned.text(List.of(
                            List.of("asked", asked),
                            List.of("input", "about " + inputTokens + " tokens"),
                            List.of("refused", "with " + status + " " + failure.code() + ": " + failure.detail())))
                    + decision.map(Explanation::left).orElse("");
        }

        @Override
        public Json.Obj json() {
            return Json.object(o -> {
                o.put("object", "explanation").put("outcome", "refused");
                o.put("asked", asked).put("input_tokens", inputTokens);
                o.put(
                        "refusal",
                        Json.object(r -> r.put("status", status)
                                .put("code", failure.code())
                                .put("message", failure.detail())));
                o.maybe("plan", decision.map(DecisionJson::toJson));
            });
        }
    }

    private static String left(Decision decision) {
        if (decision.skipped().isEmpty()) {
            return "";
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("left out", "provider", "kind", "reason"));
        decision.skipped()
                .forEach(one -> lines.add(
                        List.of(one.target(), one.provider(), one.kind().word(), one.reason())));
        return '\n' + Aligned.text(lines);
    }
}
