package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.TokenCounting;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The Gemini API, and Vertex AI where it serves Google's own models. */
final class GeminiProvider implements ProviderDialect {
    @Override
    public String name() {
        return Gemini.NAME;
    }

    @Override
    public String path(String model, boolean stream) {
        return ModelPath.of(model) + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
    }

    @Override
    public Translation write(ModelRequest request, ModelFacts facts) {
        return new RequestWriter(request, facts).write();
    }

    @Override
    public Translation.Ready pass(Envelope envelope, ModelFacts facts) throws Unreadable {
        return new RequestPatch(envelope.fields(), facts).pass();
    }

    @Override
    public ModelReply read(byte[] body) throws Unreadable {
        return ReplyReader.read(body);
    }

    /** {@inheritDoc} Whether it is an answer is what {@link #summary} finds out; all fields are the dialect's own. */
    @Override
    public byte[] pass(byte[] body, ReplyStyle style) {
        return body;
    }

    @Override
    public Summary summary(byte[] body) throws Unreadable {
        return ReplySummary.of(body);
    }

    /** {@inheritDoc} Vertex AI, whose endpoints name a project, takes the request flat. */
    @Override
    public Optional<TokenCounting> counting(String endpointPath) {
        return Optional.of(new ContentCounting(endpointPath.contains("/projects/")));
    }

    @Override
    public StreamReader streamReader() {
        return new GenerateStreamReader();
    }

    @Override
    public StreamMeter streamMeter() {
        return new GenerateStreamMeter();
    }

    @Override
    public List<SseEvent> pass(SseEvent event, StreamMeter.Mark mark, ReplyStyle style) {
        return List.of(event);
    }

    @Override
    public WireError readError(int status, byte[] body) {
        return ErrorReader.read(status, body);
    }

    @Override
    public Optional<Duration> retryAfter(byte[] body) {
        return ErrorReader.retryAfter(body);
    }
}
