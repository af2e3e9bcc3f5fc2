package dev.signalbox.server.store;

/**
 * Under which an answer is kept.
 *
 * @param caller the name of the caller whose key it is
 * @param digest of what the caller wrote, in hexadecimal: that may be anything, so it is not kept itself
 */
public record ReplayKey(String caller, String digest) {}
