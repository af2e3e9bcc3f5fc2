package dev.signalbox.server.exchange;

/** A source whose frames pass a tap. */
record TappedSource(FrameSource source, Tap tap) implements FrameSource {
    @Override
    public void start(FrameSink sink) {
        source.start(new FrameSink() {
            @Override
            public void frame(Frame frame) {
                tap.on(frame).forEach(sink::frame);
            }

            @Override
            public void end(Ending ending) {
                tap.end(ending).forEach(sink::frame);
                sink.end(ending);
            }
        });
    }

    @Override
    public void pause() {
        source.pause();
    }

    @Override
    public void resume() {
        source.resume();
    }

    @Override
    public void close() {
        source.close();
    }
}
