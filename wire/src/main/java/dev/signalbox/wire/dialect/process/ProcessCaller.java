package dev.signalbox.wire.dialect.process;

import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import java.util.Optional;

/** The simple call: whole answers only, errors as OpenAI words them. */
final class ProcessCaller implements CallerDialect {
    @Override
    public String name() {
        return SimpleCall.FAMILY;
    }

    @Override
    public Envelope open(byte[] body, Addressed addressed) throws Unreadable {
        return Options.open(body, addressed.model());
    }

    @Override
    public ModelRequest read(Envelope envelope) throws Unreadable {
        return Options.of(envelope).request(envelope.model());
    }

    /** The first text is the answer: what stands before it may be thinking. */
    @Override
    public byte[] write(ModelReply reply, ReplyStyle style) {
        Optional<String> text = reply.content().stream()
                .flatMap(content -> content instanceof Content.Text words
                        ? Optional.of(words.text()).stream()
                        : Optional.<String>empty().stream())
                .findFirst();
        Optional<String> refusal = reply.content().stream()
                .flatMap(content -> content instanceof Content.Refusal words
                        ? Optional.of(words.text()).stream()
                        : Optional.<String>empty().stream())
                .findFirst();
        return JsonCodec.write(Json.object(answer -> answer.put(
                        "content", text.or(() -> refusal).orElse(""))
                .put("model", reply.model())
                .put("stop", stop(reply, text.isEmpty() && refusal.isPresent()))
                .maybe("usage", reply.usage().map(ProcessCaller::usage))));
    }

    private static String stop(ModelReply reply, boolean refused) {
        return switch (reply.stop().reason()) {
            case END, STOP_SEQUENCE -> refused ? "refusal" : "end";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "refusal";
            case PAUSED -> "paused";
            case ERROR -> "error";
        };
    }

    private static Json.Obj usage(Usage usage) {
        return Json.object(counts -> counts.put("InputTokens", usage.input())
                .put("OutputTokens", usage.output())
                .put("ThinkingTokens", usage.reasoning()));
    }

    @Override
    public StreamWriter streamWriter(ReplyStyle style) {
        throw new UnsupportedOperationException("the simple call has no streams");
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
