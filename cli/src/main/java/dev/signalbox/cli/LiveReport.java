package dev.signalbox.cli;

import dev.signalbox.server.boot.LiveCheck.Asked;
import dev.signalbox.server.catalogue.Members.Member;
import dev.signalbox.server.catalogue.Members.Unnamed;
import dev.signalbox.server.dispatch.Probed;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What came of asking models whether they answer, for people and for programs. */
record LiveReport(List<Asked> asked, List<Unnamed> unnamed) {

    LiveReport {
        asked = List.copyOf(asked);
        unnamed = List.copyOf(unnamed);
    }

    /** Whether all that could be asked answer. */
    boolean fine() {
        return asked.stream().allMatch(each -> each.outcome() instanceof Probed.Answered);
    }

    /** One outcome in one line. */
    static String line(Asked each) {
        return each.member().name() + ": " + word(each.outcome()) + " ("
                + each.outcome().took().toMillis() + " ms)";
    }

    private static String word(Probed outcome) {
        return switch (outcome) {
            case Probed.Answered _ -> "answers";
            case Probed.Failed failed -> failed.trouble().word();
        };
    }

    String cost() {
        return "used " + input() + " tokens of input and " + output() + " of output, as the providers counted them";
    }

    /** A line for each model, and what the provider said of those that do not answer. */
    List<String> table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("model", "provider", "id", "outcome", "ms", "routes"));
        for (Asked each : asked) {
            Target target = each.member().target();
            rows.add(List.of(
                    target.name(),
                    target.provider().name(),
                    target.upstreamId(),
                    word(each.outcome()),
                    Long.toString(each.outcome().took().toMillis()),
                    each.member().routes().isEmpty()
                            ? "-"
                            : String.join(", ", each.member().routes())));
        }
        unnamed.forEach(model -> rows.add(List.of(model.name(), "-", "-", "not checkable", "-", "-")));
        List<String> lines = new ArrayList<>(aligned(rows));
        asked.forEach(each -> {
            if (each.outcome() instanceof Probed.Failed failed) {
                lines.add(each.member().name() + ": " + failed.trouble().word() + ": " + failed.detail());
            }
        });
        unnamed.forEach(model -> lines.add(model.name() + ": not checkable: " + model.reason()));
        long failing = asked.stream()
                .filter(each -> each.outcome() instanceof Probed.Failed)
                .count();
        lines.add(
                failing == 0
                        ? count(asked.size(), "model") + " asked, all answer"
                        : failing + " of " + count(asked.size(), "model") + " do not answer");
        return lines;
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, widths.length)
                        .mapToObj(i ->
                                row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .toList();
    }

    Json.Obj json() {
        return Json.object(fields -> fields.put("fine", fine())
                .put("members", Json.array(asked.stream().map(LiveReport::json).toList()))
                .put(
                        "unchecked",
                        Json.array(unnamed.stream()
                                .map(model -> Json.object(
                                        each -> each.put("model", model.name()).put("reason", model.reason())))
                                .toList()))
                .put("input_tokens", input())
                .put("output_tokens", output()));
    }

    private static Json.Obj json(Asked each) {
        Member member = each.member();
        return Json.object(fields -> {
            fields.put("model", member.name())
                    .put("provider", member.target().provider().name())
                    .put("id", member.target().upstreamId())
                    .put(
                            "routes",
                            Json.array(member.routes().stream().map(Json::text).toList()))
                    .put("answers", each.outcome() instanceof Probed.Answered)
                    .put("ms", each.outcome().took().toMillis());
            switch (each.outcome()) {
                case Probed.Answered answered ->
                    fields.put("input_tokens", answered.inputTokens()).put("output_tokens", answered.outputTokens());
                case Probed.Failed failed -> {
                    fields.put("error", failed.trouble().word());
                    failed.status().ifPresent(status -> fields.put("status", status));
                    fields.put("detail", failed.detail());
                }
            }
        });
    }

    private long input() {
        return answered().mapToLong(Probed.Answered::inputTokens).sum();
    }

    private long output() {
        return answered().mapToLong(Probed.Answered::outputTokens).sum();
    }

    private Stream<Probed.Answered> answered() {
        return asked.stream()
                .flatMap(each ->
                        each.outcome() instanceof Probed.Answered answered ? Stream.of(answered) : Stream.empty());
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
