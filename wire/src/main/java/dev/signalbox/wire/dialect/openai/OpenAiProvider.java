package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.Continued;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;
import java.util.Map;

/** Chat completions as OpenAI and compatible providers speak them. */
final class OpenAiProvider implements ProviderDialect {
    @Override
    public String name() {
        return OpenAi.FAMILY;
    }

    @Override
    public String path(String model, boolean stream) {
        return "/chat/completions";
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
    public Translation pass(Envelope envelope, ModelFacts facts, Map<String, Media.Inline> fetched) throws Unreadable {
        return RequestPatch.pass(envelope, facts, fetched);
    }

    @Override
    public Continued continued(byte[] body, String said, long tokens, ModelFacts facts) {
        return Prefilling.continued(body, said, tokens, facts);
    }

    @Override
    public ModelReply read(byte[] body) throws Unreadable {
        return ReplyReader.read(body);
    }

    @Override
    public byte[] pass(byte[] body, ReplyStyle style) throws Unreadable {
        return style.strict() ? Strict.reply(body) : body;
    }

    @Override
    public Summary summary(byte[] body) throws Unreadable {
        return ReplySummary.of(body);
    }

    @Override
    public StreamReader streamReader() {
        return new ChunkReader();
    }

    @Override
    public StreamMeter streamMeter() {
        return new ChunkMeter();
    }

    @Override
    public List<SseEvent> pass(SseEvent event, StreamMeter.Mark mark, ReplyStyle style) {
        return ChunkPass.pass(event, mark, style);
    }

    @Override
    public WireError readError(int status, byte[] body) {
        return OpenAiErrors.read(status, body);
    }
}
