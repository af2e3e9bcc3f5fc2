package dev.signalbox.wire.dialect;

import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.WireError;

/** A dialect as callers speak it. Pure and stateless. */
public interface CallerDialect {
    /** The family's name, for example {@code openai}. */
    String name();

    /**
     * Looks a request over without building it.
     *
     * @throws Unreadable if it is not a request of this dialect (not JSON, no model, wrong types of what is needed)
     */
    Envelope open(byte[] body) throws Unreadable;

    /**
     * Reads a request whole.
     *
     * @throws Unreadable naming the field at fault
     */
    ModelRequest read(byte[] body) throws Unreadable;

    /** Writes a whole answer. */
    byte[] write(ModelReply reply, ReplyStyle style);

    /** A writer for one streamed answer. */
    StreamWriter streamWriter(ReplyStyle style);

    /** The HTTP status by which callers of this dialect expect this error. */
    int status(WireError error);

    /** The error envelope of this dialect, with source, provider and request ids. */
    byte[] write(WireError error);
}
