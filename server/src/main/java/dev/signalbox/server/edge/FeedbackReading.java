package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a caller thought of an answer. Whatever it does not understand is refused with a reason. */
final class FeedbackReading {
    private static final Set<String> KNOWN = Set.of("request_id", "score", "thumbs", "comment", "labels");
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_COMMENT = 2_000;
    private static final int LONGEST_LABEL = 64;
    private static final int MOST_LABELS = 16;

    private FeedbackReading() {}

    /** What was told. */
    record Told(String requestId, double score, Optional<String> comment, List<String> labels) {
        /** Takes a defensive copy. */
        Told {
            labels = List.copyOf(labels);
        }
    }

    /** @throws Refused if the body is no feedback */
    static Told read(byte[] body) {
        Json.Obj object = object(body);
        object.fields().keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(
                            Failure.shown(name), "unknown field", "request_id, score or thumbs, comment, labels", name);
                });
        return new Told(id(object), score(object), comment(object), labels(object));
    }

    private static Json.Obj object(byte[] body) {
        try {
            return JsonCodec.readObject(body);
        } catch (JsonProblem e) {
            throw new Refused(new Failure.BadRequest(
                    "invalid_feedback", "body: " + e.getMessage() + " (expected: a JSON object)", Optional.empty()));
        }
    }

    private static String id(Json.Obj object) {
        return object.text("request_id")
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID)
                .orElseThrow(() -> refused(
                        "request_id",
                        object.find("request_id").isPresent() ? "not an id" : "missing",
                        "the x-signalbox-request-id of an answer",
                        "request_id"));
    }

    private static double score(Json.Obj object) {
        Optional<Json> score = object.find("score");
        Optional<Json> thumbs = object.find("thumbs");
        if (score.isPresent() == thumbs.isPresent()) {
            String what = score.isPresent() ? "both score and thumbs" : "neither score nor thumbs";
            throw refused("score", what, "one of them", "score");
        }
        return thumbs.isPresent() ? thumbs(object) : number(object);
    }

    private static double thumbs(Json.Obj object) {
        return switch (object.text("thumbs").orElse("")) {
            case "up" -> 1;
            case "down" -> 0;
            default -> throw refused("thumbs", "another word", "up or down", "thumbs");
        };
    }

    private static double number(Json.Obj object) {
        return object.decimal("score")
                .filter(value -> value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0)
                .map(BigDecimal::doubleValue)
                .orElseThrow(() -> refused("score", "not such a number", "0 to 1", "score"));
    }

    private static Optional<String> comment(Json.Obj object) {
        if (object.find("comment").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(object.text("comment")
                .filter(text -> text.length() <= LONGEST_COMMENT)
                .orElseThrow(() -> refused(
                        "comment", "too long, or no text", "at most " + LONGEST_COMMENT + " characters", "comment")));
    }

    private static List<String> labels(Json.Obj object) {
        if (object.find("labels").isEmpty()) {
            return List.of();
        }
        List<Json> items = object.items("labels");
        if (!(object.get("labels") instanceof Json.Arr)
                || items.size() > MOST_LABELS
                || !items.stream().allMatch(FeedbackReading::isLabel)) {
            throw refused(
                    "labels",
                    "too many, or not such words",
                    "at most " + MOST_LABELS + " texts of 1 to " + LONGEST_LABEL + " characters",
                    "labels");
        }
        return items.stream().map(item -> ((Json.Text) item).value()).toList();
    }

    private static boolean isLabel(Json item) {
        return item instanceof Json.Text text
                && !text.value().isBlank()
                && text.value().length() <= LONGEST_LABEL
                && text.value().chars().noneMatch(Character::isISOControl);
    }

    private static Refused refused(String what, String is, String expected, String param) {
        return new Refused(new Failure.BadRequest(
                "invalid_feedback",
                what + ": " + is + " (expected: " + expected + ")",
                Optional.of(param).filter(KNOWN::contains)));
    }
}
