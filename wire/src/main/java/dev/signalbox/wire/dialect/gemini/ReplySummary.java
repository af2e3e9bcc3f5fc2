package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ProviderDialect.Summary;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Stop;
import java.util.Optional;

/** What a whole answer says of itself. */
final class ReplySummary {
    private ReplySummary() {}

    static Summary of(byte[] body) throws Unreadable {
        AnswerScan scan;
        try {
            scan = new AnswerScan(
                    isArray(body) ? JsonCodec.write(Answer.of(body).body()) : body);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        ErrorReader.refuse(scan.error());
        Optional<Stop> stop = scan.stop(false);
        if (!scan.hasCandidates() && stop.isEmpty()) {
            throw new Unreadable("candidates", "missing or empty (expected: an array with at least one candidate)");
        }
        return new Summary(
                scan.model().orElse(""), scan.usage(), stop.map(Stop::provider).orElse(""), scan.contentBytes());
    }

    private static boolean isArray(byte[] body) {
        int at = 0;
        while (at < body.length && body[at] <= ' ') {
            at++;
        }
        return at < body.length && body[at] == '[';
    }
}
