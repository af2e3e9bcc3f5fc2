package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.AnswerSoFar;
import dev.signalbox.wire.dialect.Continued;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt must know that goes on where another one broke off.
 *
 * @param before what was told before
 * @param said the same in words, without blanks at its end; may be empty
 * @param tokens how many tokens that is about
 * @param earlier what the attempts before it used
 * @param seam where it broke off, for the ledger
 */
record Resumption(AnswerSoFar before, String said, long tokens, Usage earlier, Adjustment seam) {
    static Resumption of(AnswerSoFar before, Usage earlier, String target, String word) {
        String said = before.text().stripTrailing();
        long bytes = said.getBytes(StandardCharsets.UTF_8).length;
        Adjustment seam = new Adjustment(
                "answer", "broken off after " + bytes + " bytes of text", "continued", target + " broke off: " + word);
        return new Resumption(before, said, TokenEstimate.output(bytes), earlier, seam);
    }

    /** The request for the rest; while no word was said, that is the request itself. */
    Preparation.Prepared of(Translation.Ready request, ProviderDialect dialect, ModelFacts facts) {
        if (said.isEmpty()) {
            return sendable(request, request.body(), List.of());
        }
        return switch (dialect.continued(request.body(), said, tokens, facts)) {
            case Continued.Body(byte[] body, List<Adjustment> changes) -> sendable(request, body, changes);
            case Continued.Impossible(String why) -> new Preparation.Prepared.Impossible(notContinued(why));
        };
    }

    /** Why a target is passed over for the next one. */
    static Failure.BadRequest notContinued(String why) {
        return new Failure.BadRequest("not_continued", why, Optional.empty());
    }

    private Preparation.Prepared sendable(Translation.Ready request, byte[] body, List<Adjustment> changes) {
        List<Adjustment> all = new ArrayList<>();
        all.add(seam);
        all.addAll(request.adjustments());
        all.addAll(changes);
        return new Preparation.Prepared.Sendable(new Translation.Ready(body, request.losses(), all));
    }
}
