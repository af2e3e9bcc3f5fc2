package dev.signalbox.server.http;

import java.time.Duration;

/** A provider's answer whose head has arrived. Its body is read once: whole, or as a stream. */
public final class ProviderResponse implements AutoCloseable {
    private final OutboundCall call;
    private final int status;
    private final Headers headers;

    ProviderResponse(OutboundCall call, int status, Headers headers) {
        this.call = call;
        this.status = status;
        this.headers = headers;
    }

    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    /**
     * Waits for the whole body; to be called on a virtual thread.
     *
     * @param maxBytes the longest body that is taken
     * @param timeout the longest wait
     */
    public byte[] whole(int maxBytes, Duration timeout) throws HttpFailure {
        return call.body().awaitWhole(maxBytes, timeout);
    }

    /** Hands the body over as it arrives; what arrived before comes first. */
    public void stream(BodyListener listener) {
        call.body().stream(listener);
    }

    /** Stops reading from the provider; a few pieces that are on their way may still come. */
    public void pause() {
        call.body().pause();
    }

    /** Reads on. */
    public void resume() {
        call.body().resume();
    }

    /** Closes the provider's connection at once, unless the body was read to its end. Harmless when repeated. */
    @Override
    public void close() {
        call.close();
    }
}
