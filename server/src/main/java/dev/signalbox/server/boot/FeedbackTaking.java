package dev.signalbox.server.boot;

import dev.signalbox.server.edge.Edge;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.ledger.FeedbackJson;
import dev.signalbox.server.ledger.Ledger;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Feedback;
import dev.signalbox.server.store.StoreUnavailable;
import dev.signalbox.server.telemetry.Telemetry;
import dev.signalbox.wire.json.Json;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Carries what callers thought of answers from the door to the ledger, and counts it. */
record FeedbackTaking(Ledger ledger, SettingsHolder settings, Telemetry telemetry, Clock clock)
        implements Edge.FeedbackTaker {
    @Override
    public Optional<Json.Obj> take(
            String caller, String requestId, double score, Optional<String> comment, List<String> labels) {
        LedgerSettings rules = settings.now().ledger();
        boolean keeps = rules.feedbackComments();
        Feedback told = new Feedback(
                requestId, clock.instant().truncatedTo(ChronoUnit.MICROS), score, comment.filter(_ -> keeps), labels);
        Optional<Entry> its =
                rules.graders().contains(caller) ? ledger.find(requestId) : ledger.find(requestId, caller);
        return its.filter(entry -> take(told, entry) != Feedback.Taken.NOBODYS)
                .map(_ -> answer(told, comment.isPresent() && !keeps));
    }

    private Feedback.Taken take(Feedback told, Entry entry) {
        try {
            Feedback.Taken taken = ledger.take(told, entry);
            if (taken == Feedback.Taken.NEW) {
                telemetry.feedback(entry.asked().route(), entry.answered().model(), told.score());
            }
            return taken;
        } catch (StoreUnavailable e) {
            throw new Refused(new Failure.LedgerUnavailable(String.valueOf(e.getMessage())));
        }
    }

    private static Json.Obj answer(Feedback told, boolean dropped) {
        return Json.object(o -> {
            o.put("object", "feedback").put("request_id", told.requestId()).all(FeedbackJson.toJson(told));
            if (dropped) {
                o.put("comment_kept", false);
            }
        });
    }
}
