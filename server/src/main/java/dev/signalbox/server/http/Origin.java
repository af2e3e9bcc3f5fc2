package dev.signalbox.server.http;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where connections go: connections to the same origin are as good as each other.
 *
 * @param address the one address that stands for the host; absent where the host is looked up
 */
record Origin(boolean secure, String host, int port, Optional<InetAddress> address) {
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + host + ":" + port;
    }
}
