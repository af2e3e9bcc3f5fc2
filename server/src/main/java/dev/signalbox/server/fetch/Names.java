package dev.signalbox.server.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names of hosts up. Blocks, in native code: only called on threads that are there for it. */
@FunctionalInterface
public interface Names {
    /** All addresses of a host, at least one. */
    List<InetAddress> lookUp(String host) throws UnknownHostException;

    /** As this machine looks them up. */
    static Names ofThisMachine() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
