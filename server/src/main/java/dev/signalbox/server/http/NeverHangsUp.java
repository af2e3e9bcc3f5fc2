package dev.signalbox.server.http;

/** The hang-up of a caller that does not exist. */
enum NeverHangsUp implements HangUp {
    INSTANCE;

    @Override
    public boolean happened() {
        return false;
    }

    @Override
    public Registration onHangUp(Runnable action) {
        return () -> {};
    }
}
