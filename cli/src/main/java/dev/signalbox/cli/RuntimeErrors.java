package dev.signalbox.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells in one sentence why a command could not do its work; the stack only to those who ask. */
final class RuntimeErrors implements IExecutionExceptionHandler {

    private final SignalboxCommand root;

    RuntimeErrors(SignalboxCommand root) {
        this.root = root;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter error = command.getErr();
        boolean expected = e instanceof Complaint;
        error.println(
                "signalbox: " + (expected ? "" : "unexpected " + e.getClass().getSimpleName() + ": ") + sentence(e)
                        + (expected || root.debug() ? "" : " (--debug shows where)"));
        if (root.debug()) {
            e.printStackTrace(error);
        }
        error.flush();
        return ExitStatus.PROBLEM;
    }

    static String sentence(Exception e) {
        String message = e.getMessage();
        return message == null ? "no further word" : message;
    }
}
