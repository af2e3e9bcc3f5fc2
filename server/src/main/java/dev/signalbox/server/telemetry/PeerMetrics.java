package dev.signalbox.server.telemetry;

import dev.signalbox.server.peers.PeerObserver;
import dev.signalbox.server.peers.Peers;

/** Counts what gateways tell each other. */
final class PeerMetrics implements PeerObserver {
    private final Metrics metrics;

    PeerMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void watched(Peers peers, String peer) {
        metrics.gauge(
                "signalbox.peer.up",
                "Whether a peer listens to what this gateway tells of targets",
                peers,
                now -> now.isUp(peer) ? 1 : 0,
                "peer",
                peer);
    }

    @Override
    public void sent(String peer, String outcome) {
        metrics.count("signalbox.peer.messages", "Messages to peers", "peer", peer, "outcome", outcome);
    }

    @Override
    public void dropped(String peer, int facts) {
        metrics.add("signalbox.peer.facts.dropped", "Facts that a peer was not told", facts, "peer", peer);
    }

    @Override
    public void heard(String kind, String outcome) {
        metrics.count("signalbox.peer.facts.heard", "Facts of peers", "kind", kind, "outcome", outcome);
    }

    @Override
    public void refused(String reason) {
        metrics.count("signalbox.peer.messages.refused", "Messages that were not listened to", "reason", reason);
    }
}
