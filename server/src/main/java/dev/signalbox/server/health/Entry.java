package dev.signalbox.server.health;

/** What a breaker answers to a request that wants to pass. */
enum Entry {
    /** It may pass. */
    FREE,
    /** It may pass, and what becomes of it decides. */
    PROBE,
    /** It may not. */
    HELD_BACK
}
