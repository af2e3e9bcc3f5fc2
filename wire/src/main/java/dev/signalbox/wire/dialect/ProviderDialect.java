package dev.signalbox.wire.dialect;

import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dialect as providers speak it. Pure and stateless. */
public interface ProviderDialect {
    /** The family's name, for example {@code openai}. */
    String name();

    /**
     * The path behind the configured endpoint to which requests go, for example {@code /chat/completions}; with its query
     * where the dialect has one.
     *
     * @param model the provider's id of the model, for dialects that name it in the path
     * @param stream whether the answer is to be streamed
     */
    String path(String model, boolean stream);

    /** Writes a request for this model. Usage is always asked for. */
    Translation write(ModelRequest request, ModelFacts facts);

    /**
     * A request that came in this same dialect, with only the touched fields patched: the model id, the request for usage
     * in a stream, a cap on output where it is needed, a thinking budget that does not fit.
     *
     * @throws Unreadable if a field that must be touched has a wrong type
     */
    Translation.Ready pass(Envelope envelope, ModelFacts facts) throws Unreadable;

    /**
     * {@link #pass(Envelope, ModelFacts)} where the provider may take only bytes: addresses that it cannot read stand
     * inline then, or are named as those that must be fetched first.
     *
     * @param fetched what was fetched, by address
     * @throws Unreadable if a field that must be touched has a wrong type, or what was fetched is not what its place takes
     */
    default Translation pass(Envelope envelope, ModelFacts facts, Map<String, Media.Inline> fetched) throws Unreadable {
        return pass(envelope, facts);
    }

    /**
     * The same request for the rest of an answer that broke off.
     *
     * @param body as it was written for this model
     * @param said the beginning of the answer, without blanks at its end; not empty
     * @param tokens how many tokens of output the beginning is about
     */
    default Continued continued(byte[] body, String said, long tokens, ModelFacts facts) {
        return new Continued.Impossible("providers of this dialect do not go on with an answer");
    }

    /**
     * Reads a whole answer.
     *
     * @throws Unreadable if it is not an answer of this dialect
     */
    ModelReply read(byte[] body) throws Unreadable;

    /**
     * A whole answer for a caller of this same dialect: the provider's bytes, or with {@link ReplyStyle#strict()} without
     * the fields that the dialect's owner does not have.
     *
     * @throws Unreadable if it is not an answer of this dialect
     */
    byte[] pass(byte[] body, ReplyStyle style) throws Unreadable;

    /**
     * What a whole answer says of itself, without building it.
     *
     * @throws Unreadable if it is not an answer of this dialect (garbage in a 200)
     */
    Summary summary(byte[] body) throws Unreadable;

    /** A reader for one streamed answer. */
    StreamReader streamReader();

    /** A meter for one streamed answer that is passed on as it is. */
    StreamMeter streamMeter();

    /** What a caller of this same dialect gets for an event of the provider's: itself, a patched one, or nothing. */
    List<SseEvent> pass(SseEvent event, StreamMeter.Mark mark, ReplyStyle style);

    /** Reads an error answer; whatever the body is, something true comes out. */
    WireError readError(int status, byte[] body);

    /** When an error answer says to come back, in dialects that say it in the body and not in a header. */
    default Optional<Duration> retryAfter(byte[] body) {
        return Optional.empty();
    }

    /**
     * How providers of this dialect count tokens; empty where they do not offer it.
     *
     * @param endpointPath the path of the configured endpoint: some dialects have several front ends
     */
    default Optional<TokenCounting> counting(String endpointPath) {
        return Optional.empty();
    }

    /** What a whole answer says of itself. */
    record Summary(String model, Optional<Usage> usage, String providerStop, long contentBytes) {}
}
