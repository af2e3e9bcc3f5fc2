package dev.signalbox.server.ledger;

import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Feedback;
import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.util.List;

/** Feedback as it is shown beside its entry. */
public final class FeedbackJson {
    private FeedbackJson() {}

    /**
     * The entry as an object, with what was thought of its answer, if anything was.
     *
     * @param feedback the newest first
     */
    public static Json.Obj toJson(Entry entry, List<Feedback> feedback) {
        Json.Obj object = EntryJson.toJson(entry);
        if (feedback.isEmpty()) {
            return object;
        }
        Json.Obj counts = toJson(feedback.getFirst());
        return object.with(
                "feedback",
                feedback.size() == 1
                        ? counts
                        : counts.with(
                                "before",
                                Json.array(feedback.stream()
                                        .skip(1)
                                        .map(FeedbackJson::toJson)
                                        .toList())));
    }

    /** One feedback as an object. */
    public static Json.Obj toJson(Feedback feedback) {
        return Json.object(o -> {
            o.put("score", Json.number(BigDecimal.valueOf(feedback.score())))
                    .put("at", feedback.at().toString());
            o.maybe("comment", feedback.comment().map(Json::text));
            if (!feedback.labels().isEmpty()) {
                o.put(
                        "labels",
                        Json.array(feedback.labels().stream().map(Json::text).toList()));
            }
        });
    }
}
