package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Turns;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.WireError;
import java.util.Optional;

/** The Responses API as callers speak it. */
final class ResponsesCaller implements CallerDialect {
    @Override
    public String name() {
        return Responses.FAMILY;
    }

    @Override
    public Envelope open(byte[] body, Addressed addressed) throws Unreadable {
        return EnvelopeReader.open(
                addressed.model().isPresent()
                        ? EnvelopeReader.naming(addressed.model().get(), body)
                        : body);
    }

    @Override
    public Optional<Turns> turns(Envelope envelope) {
        return Turns.of(envelope, "input", TurnPlaces::of, TurnPlaces::led);
    }

    @Override
    public ModelRequest read(Envelope envelope) throws Unreadable {
        return RequestReader.read(envelope.body());
    }

    @Override
    public byte[] write(ModelReply reply, ReplyStyle style) {
        return JsonCodec.write(ReplyWriter.write(reply, style));
    }

    @Override
    public boolean resumesWhatWasPassed() {
        return false;
    }

    @Override
    public StreamWriter streamWriter(ReplyStyle style) {
        return new EventWriter(style);
    }

    @Override
    public int status(WireError error) {
        return OpenAiErrors.status(error);
    }

    @Override
    public byte[] write(WireError error) {
        return JsonCodec.write(OpenAiErrors.write(error));
    }
}
