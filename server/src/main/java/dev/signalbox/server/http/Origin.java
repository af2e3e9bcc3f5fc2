package dev.signalbox.server.http;

/** Where connections go: connections to the same origin are as good as each other. */
record Origin(boolean secure, String host, int port) {
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + host + ":" + port;
    }
}
