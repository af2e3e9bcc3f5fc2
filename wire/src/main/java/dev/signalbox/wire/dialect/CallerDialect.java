package dev.signalbox.wire.dialect;

import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.WireError;
import java.util.Optional;

/** A dialect as callers speak it. Pure and stateless. */
public interface CallerDialect {
    /** The family's name, for example {@code openai}. */
    String name();

    /**
     * Looks a request over without building it.
     *
     * @param addressed what the path says; it goes before what the body says
     * @throws Unreadable if it is not a request of this dialect (not JSON, no model, wrong types of what is needed)
     */
    Envelope open(byte[] body, Addressed addressed) throws Unreadable;

    /** {@link #open(byte[], Addressed)} of a request whose address says nothing. */
    default Envelope open(byte[] body) throws Unreadable {
        return open(body, Addressed.nothing());
    }

    /**
     * Reads a request whole.
     *
     * @throws Unreadable naming the field at fault
     */
    ModelRequest read(Envelope envelope) throws Unreadable;

    /** {@link #read(Envelope)} of a request that was not opened yet. */
    default ModelRequest read(byte[] body) throws Unreadable {
        return read(open(body));
    }

    /** Writes a whole answer. */
    byte[] write(ModelReply reply, ReplyStyle style);

    /** A writer for one streamed answer. */
    StreamWriter streamWriter(ReplyStyle style);

    /**
     * Whether a writer can go on behind events of a provider that were passed on as they are: not where every event has a
     * number and every item an id of the provider's.
     */
    default boolean resumesWhatWasPassed() {
        return true;
    }

    /** The field by which callers of this dialect ask for several answers. */
    default String answersField() {
        return "n";
    }

    /** The conversation of a request as whole turns; empty where there is none to be shortened. */
    default Optional<Turns> turns(Envelope envelope) {
        return Optional.empty();
    }

    /** How callers of this dialect ask for a count of tokens; empty where they cannot. */
    default Optional<CountedCalls> counts() {
        return Optional.empty();
    }

    /** The HTTP status by which callers of this dialect expect this error. */
    int status(WireError error);

    /** The error envelope of this dialect, with source, provider and request ids. */
    byte[] write(WireError error);
}
