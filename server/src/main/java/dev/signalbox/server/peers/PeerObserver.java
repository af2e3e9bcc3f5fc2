package dev.signalbox.server.peers;

/** Hears what becomes of what gateways tell each other. Called on the road of requests too, so it must not block. */
public interface PeerObserver {
    /** Messages to this peer are counted from now on. */
    void watched(Peers peers, String peer);

    /** A message was sent; what came of it is a bounded word. */
    void sent(String peer, String outcome);

    /** So many facts were not told to this peer, because it takes them too slowly. */
    void dropped(String peer, int facts);

    /** A fact of a peer was heard; kind and what became of it are bounded words. */
    void heard(String kind, String outcome);

    /** A message was not listened to; the reason is a bounded word. */
    void refused(String reason);
}
