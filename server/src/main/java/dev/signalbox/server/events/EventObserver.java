package dev.signalbox.server.events;

/** Hears what becomes of events. Called on the road of requests too, so it must not block. */
@FunctionalInterface
public interface EventObserver {
    /** An event of this kind was delivered, retried, refused, failed or dropped; both are bounded words. */
    void happened(String kind, String outcome);
}
