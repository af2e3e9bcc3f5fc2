package dev.signalbox.server.http;

/**
 * Takes the body of a response in pieces, in order, on the call's event loop. Ended by exactly one of {@link #end} and {@link
 * #failed}; nothing follows a {@link ProviderResponse#close}.
 */
public interface BodyListener {
    void bytes(byte[] chunk);

    void end();

    void failed(HttpFailure failure);
}
