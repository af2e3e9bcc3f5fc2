package dev.signalbox.server.ledger.journal;

/**
 * One record of a journal.
 *
 * @param writer the run of the process that wrote it
 * @param sequence counts the records of the writer from 1
 * @param kind what it means to the one who wrote it, 1 to 127
 * @param related the sequence of an earlier record of the same writer that this one belongs to, 0 for none
 */
public record JournalRecord(long writer, long sequence, int kind, long related, byte[] payload) {}
