package dev.signalbox.server.store;

import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** What a learned route made of a request as JSON: as it lies in the store, and as it is shown. */
public final class PickedJson {
    /** Of shares and dollars; below that is noise. */
    private static final int DIGITS = 9;

    private static final int NANOS_PER_MICRO = 1_000;

    private PickedJson() {}

    /** It as an object. */
    public static Json.Obj toJson(Picked picked) {
        return Json.object(o -> {
            o.put("weights", picked.weights())
                    .put("mode", picked.mode())
                    .put("mode_from", picked.modeFrom())
                    .put("band", number(picked.band()))
                    .put("basis", picked.basis())
                    .put("embedding", picked.embedding());
            if (!picked.note().isEmpty()) {
                o.put("note", picked.note());
            }
            o.put("picked", picked.target());
            o.maybe("predicted_quality", picked.quality().map(PickedJson::number));
            o.maybe("expected_cost_usd", picked.dollars().map(PickedJson::number));
            o.maybe("prompt", picked.prompt().map(PickedJson::prompt));
            o.put("session_affinity", affinity(picked.affinity()));
            o.put("micros", picked.took().toNanos() / NANOS_PER_MICRO);
        });
    }

    private static Json prompt(Picked.Prompt prompt) {
        return Json.object(o -> o.put("domain", prompt.domain())
                .put("task", prompt.task())
                .put("difficulty", number(prompt.difficulty()))
                .put("novelty", number(prompt.novelty()))
                .put("novel", prompt.novel()));
    }

    private static Json.Obj affinity(Picked.Affinity affinity) {
        return Json.object(o -> o.put("mode", affinity.strategy())
                .maybe("source", affinity.source().map(Json::text))
                .maybe("decision", affinity.decision().map(Json::text)));
    }

    private static Json number(double value) {
        return Json.number(BigDecimal.valueOf(value)
                .setScale(DIGITS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros());
    }

    /** What such an object says; what it lacks is empty or 0. */
    public static Picked of(Json.Obj object) {
        Optional<Json.Obj> affinity = object.object("session_affinity");
        return new Picked(
                word(object, "weights"),
                word(object, "mode"),
                word(object, "mode_from"),
                real(object, "band").orElse(0d),
                word(object, "basis"),
                word(object, "embedding"),
                word(object, "note"),
                word(object, "picked"),
                real(object, "predicted_quality"),
                real(object, "expected_cost_usd"),
                object.object("prompt").map(PickedJson::prompt),
                new Picked.Affinity(
                        affinity.flatMap(its -> its.text("mode")).orElse(""),
                        affinity.flatMap(its -> its.text("source")),
                        affinity.flatMap(its -> its.text("decision"))),
                Duration.ofNanos(object.whole("micros").orElse(0) * NANOS_PER_MICRO));
    }

    private static Picked.Prompt prompt(Json.Obj prompt) {
        return new Picked.Prompt(
                word(prompt, "domain"),
                word(prompt, "task"),
                real(prompt, "difficulty").orElse(0d),
                real(prompt, "novelty").orElse(0d),
                prompt.bool("novel").orElse(false));
    }

    private static String word(Json.Obj object, String name) {
        return object.text(name).orElse("");
    }

    private static Optional<Double> real(Json.Obj object, String name) {
        return object.decimal(name).map(BigDecimal::doubleValue);
    }
}
