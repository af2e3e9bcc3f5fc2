package dev.signalbox.server.http;

/**
 * How a server came to rest.
 *
 * @param finished requests that were running when the drain began and ended by themselves
 * @param cut requests that were still running at the deadline and were cut
 */
public record DrainReport(int finished, int cut) {}
