package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.CountedCalls;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Turns;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.WireError;
import java.util.Optional;

/** Callers that speak Messages. */
final class AnthropicCaller implements CallerDialect {
    @Override
    public String name() {
        return Anthropic.NAME;
    }

    @Override
    public Envelope open(byte[] body, Addressed addressed) throws Unreadable {
        return new EnvelopeReader().open(body);
    }

    @Override
    public Optional<Turns> turns(Envelope envelope) {
        return Turns.of(envelope, "messages", TurnPlaces::of, TurnPlaces::led);
    }

    @Override
    public ModelRequest read(Envelope envelope) throws Unreadable {
        return RequestReader.read(Reading.body(envelope.body()));
    }

    @Override
    public byte[] write(ModelReply reply, ReplyStyle style) {
        return JsonCodec.write(ReplyWriter.write(reply, style));
    }

    @Override
    public StreamWriter streamWriter(ReplyStyle style) {
        return new MessageStreamWriter(style);
    }

    @Override
    public Optional<CountedCalls> counts() {
        return Optional.of(new CountedMessages());
    }

    @Override
    public int status(WireError error) {
        return ErrorBodies.status(error);
    }

    @Override
    public byte[] write(WireError error) {
        return JsonCodec.write(ErrorBodies.write(error));
    }
}
