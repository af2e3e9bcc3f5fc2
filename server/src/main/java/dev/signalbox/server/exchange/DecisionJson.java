package dev.signalbox.server.exchange;

import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/** A decision as it is shown, in answers and in the output of commands alike. */
public final class DecisionJson {
    private static final MathContext DIGITS = new MathContext(6);

    private DecisionJson() {}

    /** The decision as an object. */
    public static Json.Obj toJson(Decision decision) {
        return Json.object(o -> {
            o.maybe("route", decision.route().map(Json::text));
            o.maybe("strategy", decision.strategy().map(Json::text));
            o.put("chosen", decision.chosen()).put("session", decision.session());
            o.put("candidates", candidates(decision.candidates()));
            o.put(
                    "skipped",
                    Json.array(
                            decision.skipped().stream().map(DecisionJson::left).toList()));
            o.maybe("model_selection", decision.selection().map(ModelSelectionJson::toJson));
        });
    }

    /** Who was passed over when it was carried out, as a list. */
    public static Json passedOver(Decision decision) {
        return Json.array(
                decision.passedOver().stream().map(DecisionJson::passed).toList());
    }

    private static Json.Obj passed(PassedOver passed) {
        return Json.object(o -> o.put("target", passed.target())
                .put("provider", passed.provider())
                .put("kind", passed.kind().word())
                .put("reason", passed.reason())
                .put("at", passed.at().toString())
                .maybe("until", passed.until().map(until -> Json.text(until.toString()))));
    }

    private static Json candidates(List<Decision.Place> places) {
        return Json.array(IntStream.range(0, places.size())
                .mapToObj(i -> place(i + 1, places.get(i)))
                .toList());
    }

    private static Json.Obj place(int number, Decision.Place place) {
        return Json.object(o -> {
            o.put("place", number).put("target", place.target()).put("provider", place.provider());
            if (!place.branch().isEmpty()) {
                o.put("branch", place.branch());
            }
            o.put("reason", place.reason()).put("health", place.health());
            o.maybe(
                    "score",
                    place.score()
                            .map(score -> Json.object(s -> s.put(
                                            "value", Json.number(new BigDecimal(score.value()).round(DIGITS)))
                                    .put("unit", score.unit()))));
        });
    }

    private static Json.Obj left(Decision.Left left) {
        return Json.object(o -> o.put("target", left.target())
                .put("provider", left.provider())
                .put("kind", left.kind().word())
                .put("reason", left.reason()));
    }
}
