package dev.signalbox.cli;

import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A movement for people and for programs.
 *
 * @param notes what a reader must know besides
 */
record MovementReport(Movement movement, String before, String after, String period, List<String> notes) {

    private static final int MOST_CHANGES = 20;
    private static final double NANOS = 1e9;

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(movement.requests()).append(" requests").append(period).append(", first targets as expected:\n\n");
        text.append(targets()).append('\n').append(sums());
        text.append(changes());
        notes.forEach(note -> text.append("* ").append(note).append('\n'));
        return text.toString();
    }

    private String targets() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("target", "now", "then", "change", "cost now", "cost then"));
        movement.targets()
                .forEach((name, line) -> lines.add(List.of(
                        name,
                        count(line.before),
                        count(line.after),
                        signed(line.after - line.before),
                        dollars(line.nanosBefore),
                        dollars(line.nanosAfter))));
        lines.add(List.of(
                "(refused)",
                count(movement.before().refused),
                count(movement.after().refused),
                signed(movement.after().refused - movement.before().refused),
                "",
                ""));
        return Aligned.text(lines);
    }

    private String sums() {
        Movement.Side was = movement.before();
        Movement.Side will = movement.after();
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "expected cost", dollars(was.nanos) + " -> " + dollars(will.nanos) + " USD" + percent(was, will)));
        lines.add(List.of(
                "recorded cost", recorded().setScale(6, RoundingMode.HALF_UP).toPlainString() + " USD"));
        if (was.unpriced + will.unpriced > 0) {
            lines.add(List.of("without a price", count(was.unpriced) + " -> " + count(will.unpriced) + " requests"));
        }
        return Aligned.text(lines);
    }

    private BigDecimal recorded() {
        return BigDecimal.valueOf(movement.recordedNanos(), 9);
    }

    private static String percent(Movement.Side was, Movement.Side will) {
        return was.nanos == 0
                ? ""
                : String.format(Locale.ROOT, " (%+.1f %%)", 100 * (will.nanos - was.nanos) / was.nanos);
    }

    private String changes() {
        List<Map.Entry<Movement.Changed, Long>> changed = movement.changed();
        if (changed.isEmpty()) {
            return "\nEvery request that is sent now would be sent then, and the other way round.\n";
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("requests", "caller", "asked", "now", "then"));
        changed.stream()
                .limit(MOST_CHANGES)
                .forEach(one -> lines.add(List.of(
                        Long.toString(one.getValue()),
                        one.getKey().caller(),
                        one.getKey().asked(),
                        shown(one.getKey().before()),
                        shown(one.getKey().after()))));
        int more = changed.size() - MOST_CHANGES;
        return '\n' + Aligned.text(lines) + (more > 0 ? "and " + more + " more kinds\n" : "");
    }

    private static String shown(String code) {
        return code.isEmpty() ? "sent" : "refused: " + code;
    }

    private static String count(double requests) {
        return String.format(Locale.ROOT, "%.1f", requests);
    }

    private static String signed(double requests) {
        return String.format(Locale.ROOT, "%+.1f", requests);
    }

    private static String dollars(double nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / NANOS);
    }

    Json.Obj json() {
        return Json.object(o -> {
            o.put("object", "plan")
                    .put("requests", movement.requests())
                    .put("not_replayed", movement.nobody())
                    .put("recorded_cost_usd", Json.number(recorded()))
                    .put("recorded_unknown_cost", movement.recordedUnknown());
            o.put("now", side(before, movement.before())).put("then", side(after, movement.after()));
            o.put(
                    "targets",
                    Json.array(movement.targets().entrySet().stream()
                            .map(one -> target(one.getKey(), one.getValue()))
                            .toList()));
            o.put(
                    "changed",
                    Json.array(movement.changed().stream()
                            .map(one -> change(one.getKey(), one.getValue()))
                            .toList()));
            o.put("notes", Json.array(notes.stream().map(Json::text).toList()));
        });
    }

    private static Json.Obj side(String version, Movement.Side side) {
        return Json.object(o -> o.put("configuration", version)
                .put("refused", number(side.refused))
                .put("without_price", number(side.unpriced))
                .put("cost_usd", usd(side.nanos)));
    }

    private static Json.Obj target(String name, Movement.Line line) {
        return Json.object(o -> o.put("target", name)
                .put("now", number(line.before))
                .put("then", number(line.after))
                .put("cost_usd_now", usd(line.nanosBefore))
                .put("cost_usd_then", usd(line.nanosAfter)));
    }

    private static Json.Obj change(Movement.Changed changed, long requests) {
        return Json.object(o -> {
            o.put("requests", requests).put("caller", changed.caller()).put("asked", changed.asked());
            o.maybe("refused_now", code(changed.before())).maybe("refused_then", code(changed.after()));
        });
    }

    private static Optional<Json> code(String code) {
        return code.isEmpty() ? Optional.empty() : Optional.of(Json.text(code));
    }

    private static Json.Num number(double value) {
        return Json.number(BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
    }

    /** A mean over what is drawn, to the nano-dollar. */
    private static Json.Num usd(double nanos) {
        return Json.number(BigDecimal.valueOf(nanos / NANOS).setScale(9, RoundingMode.HALF_UP));
    }
}
