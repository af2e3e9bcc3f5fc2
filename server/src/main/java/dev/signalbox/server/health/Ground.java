package dev.signalbox.server.health;

/** On whose word a target is out for so long. */
enum Ground {
    /** The time is the rule's. */
    RULE,
    /** The target itself named the time. */
    TARGET,
    /** Another gateway told of it; this one has seen nothing yet. */
    PEER
}
