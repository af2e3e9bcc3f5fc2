package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.CutSettings;
import dev.signalbox.server.settings.OnCut;
import dev.signalbox.wire.dialect.AnswerSoFar;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.RestReader;
import dev.signalbox.wire.dialect.Seam;
import dev.signalbox.wire.dialect.StreamWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the answer of one exchange is told to its caller, by one attempt or by several that go on with it, or run beside each
 * other. Where it may have to be gone on with, what was told is remembered.
 */
final class Telling {
    private final CallerDialect caller;
    private final ReplyStyle style;
    private final CutSettings cuts;
    private final boolean several;
    private final AtomicInteger withdrawn = new AtomicInteger();
    private volatile @Nullable Leg leg;
    private volatile @Nullable Given given;
    private volatile ToLongFunction<Target> holding = _ -> 0;

    Telling(Exchange exchange, CutSettings cuts) {
        this.caller = exchange.dialect();
        this.style = exchange.style();
        this.cuts = cuts;
        this.several = exchange.envelope().answers() > 1;
    }

    /** How many bytes of content must be there before the caller sees any. */
    long heldBack() {
        return cuts.heldBack();
    }

    /** From now on at least so many bytes of content of a target's stream are held back. */
    void holding(ToLongFunction<Target> bytes) {
        holding = bytes;
    }

    /** How many bytes of content of this target's stream must be there before anybody sees any. */
    long heldBack(Target target) {
        return Math.max(heldBack(), holding.applyAsLong(target));
    }

    /** Whether somebody may go on where the answer broke off. */
    boolean mayContinue() {
        return cuts.then() == OnCut.CONTINUE;
    }

    /** Whether more is to be done than to pass an answer on. */
    boolean isWatched() {
        return cuts.then() != OnCut.FAIL;
    }

    /** The writer for an answer from its beginning. */
    FrameWriter first(ProviderDialect provider, AnswerSoFar told) {
        if (!mayContinue()) {
            return FrameWriter.between(provider, caller, style);
        }
        StreamWriter writer = caller.streamWriter(style);
        Remembering reader = new Remembering(provider.streamReader(), told);
        if (!provider.name().equals(caller.name())) {
            return new FrameWriter.Translating(reader, writer);
        }
        if (!caller.resumesWhatWasPassed()) {
            told.cannot("its events are passed on as they are, and cannot be counted on");
        }
        return new Shadowed(new FrameWriter.Passing(provider, writer, style), reader, told);
    }

    /** The writer for the rest of an answer, which has been shown all that was told before. */
    FrameWriter rest(ProviderDialect provider, boolean echoes, Resumption rest, AnswerSoFar told) {
        StreamWriter writer = caller.streamWriter(style);
        AnswerSoFar before = rest.before();
        before.replay(writer);
        told.goOn(before);
        RestReader reader =
                new RestReader(provider.streamReader(), before, new Seam(before.text(), echoes), rest.earlier());
        return new FrameWriter.Translating(new Remembering(reader, told), writer);
    }

    /** Why nobody can go on with it, if that is so. */
    Optional<String> obstacle(AnswerSoFar told) {
        return several ? Optional.of("several answers were asked for") : told.obstacle();
    }

    /** A streamed answer is the caller's. */
    void begun(Leg winner) {
        leg = winner;
    }

    /** The streamed answer that began last. */
    Optional<Leg> leg() {
        return Optional.ofNullable(leg);
    }

    /** An attempt brought an answer, which is not settled yet. */
    void given(Given answer) {
        given = answer;
    }

    /** The answer that came last. */
    Optional<Given> given() {
        return Optional.ofNullable(given);
    }

    /** The streamed answer that began last is told through this one. */
    void retold(Reply reply) {
        Leg begun = leg;
        if (begun != null && reply instanceof Reply.Streaming streaming) {
            leg = new Leg(
                    streaming, begun.target(), begun.hold(), begun.sentNanos(), begun.firstContent(), begun.told());
        }
    }

    /** A stream broke off of which the caller had not seen anything. */
    void brokeOff(Target target, Measured measured) {
        if (heldBack(target) > 0 && measured.contentBytes() > 0) {
            withdrawn.incrementAndGet();
        }
    }

    /** How many of those had content. */
    int withdrawn() {
        return withdrawn.get();
    }
}
