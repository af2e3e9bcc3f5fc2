package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;

/**
 * The Responses API as OpenAI and compatible providers speak it. What they add to an answer is passed on to strict callers
 * too: this dialect's owner adds fields himself all the time, and its clients skip what they do not know.
 */
final class ResponsesProvider implements ProviderDialect {
    @Override
    public String name() {
        return Responses.FAMILY;
    }

    @Override
    public String path(String model, boolean stream) {
        return "/responses";
    }

    @Override
    public Translation write(ModelRequest request, ModelFacts facts) {
        return RequestWriter.write(request, facts);
    }

    @Override
    public Translation.Ready pass(Envelope envelope, ModelFacts facts) throws Unreadable {
        return RequestPatch.pass(envelope, facts);
    }

    @Override
    public ModelReply read(byte[] body) throws Unreadable {
        return ReplyReader.read(body);
    }

    @Override
    public byte[] pass(byte[] body, ReplyStyle style) {
        return body;
    }

    @Override
    public Summary summary(byte[] body) throws Unreadable {
        return ReplySummary.of(body);
    }

    @Override
    public StreamReader streamReader() {
        return new EventReader();
    }

    @Override
    public StreamMeter streamMeter() {
        return new EventMeter();
    }

    @Override
    public List<SseEvent> pass(SseEvent event, StreamMeter.Mark mark, ReplyStyle style) {
        return List.of(event);
    }

    @Override
    public WireError readError(int status, byte[] body) {
        return OpenAiErrors.read(status, body);
    }
}
