package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.upstream.Dialects;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Unreadable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An answer as it is judged.
 *
 * @param reply the answer; a stream is one that can still be started
 * @param over whether nothing more of it comes
 * @param draft absent where it cannot be read, which is no fault of the answer's
 */
record Reading(Reply reply, boolean over, Optional<Draft> draft, Certainty certainty) {
    /** A whole answer is read as its provider wrote it, a stream as its caller gets it. */
    static Reading of(Given given, Exchange exchange) {
        Certainty certainty = new Certainty();
        return switch (given.reply()) {
            case Reply.Whole whole ->
                new Reading(whole, true, whole(given.body(), given.running().dialect(), certainty), certainty);
            case Reply.Streaming streaming -> {
                HeldSource held = new HeldSource(streaming.source(), exchange.loop());
                HeldSource.Looked looked = held.look();
                Optional<Draft> draft = dialect(exchange).flatMap(its -> streamed(looked.frames(), its, certainty));
                yield new Reading(
                        new Reply.Streaming(held, streaming.served(), streaming.measuring()),
                        looked.over(),
                        draft,
                        certainty);
            }
        };
    }

    /** The caller's dialect as providers speak it; nothing where none does. */
    private static Optional<ProviderDialect> dialect(Exchange exchange) {
        return Arrays.stream(DialectName.values())
                .map(Dialects::of)
                .filter(each -> each.name().equals(exchange.dialect().name()))
                .findFirst();
    }

    private static Optional<Draft> whole(byte[] body, ProviderDialect dialect, Certainty certainty) {
        certainty.on(body);
        try {
            return Optional.of(Draft.of(dialect.read(body)));
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private static Optional<Draft> streamed(List<Frame> frames, ProviderDialect dialect, Certainty certainty) {
        StreamReader reader = dialect.streamReader();
        Draft draft = new Draft();
        try {
            for (Frame frame : frames) {
                if (!frame.event().isEmpty()) {
                    certainty.on(frame.event().data());
                    reader.on(frame.event()).forEach(draft::on);
                }
            }
            return Optional.of(draft);
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }
}
