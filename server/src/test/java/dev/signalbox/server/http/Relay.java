package dev.signalbox.server.http;

/** Passes a provider's body on to a caller, no faster than the caller reads. */
final class Relay {
    private Relay() {}

    static void stream(ProviderResponse from, HttpResponse to) {
        StreamingBody body = to.stream(
                from.status(),
                Headers.of("content-type", from.headers().first("content-type").orElse("text/plain")));
        body.onEnded(_ -> from.close());
        from.stream(new BodyListener() {
            @Override
            public void bytes(byte[] chunk) {
                body.write(chunk);
                if (body.full()) {
                    from.pause();
                    body.onDrain(from::resume);
                }
            }

            @Override
            public void end() {
                body.end();
            }

            @Override
            public void failed(HttpFailure failure) {
                body.abort();
            }
        });
    }
}
