package dev.signalbox.cli;

/** What the process ends with. The numbers are part of what scripts rely on. */
final class ExitStatus {

    static final int FINE = 0;

    /** The command was understood and could not do its work, or found problems. */
    static final int PROBLEM = 1;

    /** The command was not understood. */
    static final int USAGE = 2;

    private ExitStatus() {}
}
