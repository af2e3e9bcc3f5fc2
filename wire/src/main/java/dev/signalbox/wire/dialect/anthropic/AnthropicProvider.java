package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Continued;
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
import java.util.List;
import java.util.Optional;

/** Providers that speak Messages. All fields of their answers are the dialect's own, so that strictness hides nothing. */
final class AnthropicProvider implements ProviderDialect {
    @Override
    public String name() {
        return Anthropic.NAME;
    }

    @Override
    public String path(String model, boolean stream) {
        return "/v1/messages";
    }

    @Override
    public Translation write(ModelRequest request, ModelFacts facts) {
        return new RequestWriter(request, facts).write();
    }

    @Override
    public Translation.Ready pass(Envelope envelope, ModelFacts facts) throws Unreadable {
        return new Passage(envelope, facts).patch();
    }

    @Override
    public Continued continued(byte[] body, String said, long tokens, ModelFacts facts) {
        return Prefilling.continued(body, said, tokens, facts);
    }

    @Override
    public ModelReply read(byte[] body) throws Unreadable {
        return ReplyReader.read(Reading.body(body));
    }

    /** {@inheritDoc} Whether it is an answer is what {@link #summary} finds out; here nothing is looked at. */
    @Override
    public byte[] pass(byte[] body, ReplyStyle style) {
        return body;
    }

    @Override
    public Summary summary(byte[] body) throws Unreadable {
        return new ReplySummary().of(body);
    }

    @Override
    public StreamReader streamReader() {
        return new MessageStreamReader();
    }

    @Override
    public StreamMeter streamMeter() {
        return new MessageStreamMeter();
    }

    @Override
    public List<SseEvent> pass(SseEvent event, StreamMeter.Mark mark, ReplyStyle style) {
        return List.of(event);
    }

    @Override
    public Optional<TokenCounting> counting(String endpointPath) {
        return Optional.of(new MessageCounting());
    }

    @Override
    public WireError readError(int status, byte[] body) {
        return ErrorBodies.read(status, body);
    }
}
