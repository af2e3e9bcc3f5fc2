package dev.signalbox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the ledger tells. */
@Command(name = "report", description = "Reports from the ledger.", synopsisSubcommandLabel = "COMMAND")
final class ReportCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command of report? There is: usage");
    }
}
