package dev.signalbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the ledger tells. */
@Command(
        name = "report",
        description = {
            "Reports from the ledger.",
            "They read it beside a running gateway, with what was served a moment ago, and after a crash too."
        },
        synopsisSubcommandLabel = "COMMAND")
final class ReportCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine line = new CommandLine(new ReportCommand());
        for (ReportKind kind : ReportKind.ALL) {
            CommandLine sheet = new CommandLine(new ReportSheetCommand(surroundings, kind));
            sheet.getCommandSpec()
                    .name(kind.name())
                    .usageMessage()
                    .description(kind.description())
                    .footer(kind.examples().stream()
                            .map(example -> "  signalbox " + example)
                            .toArray(String[]::new));
            line.addSubcommand(kind.name(), sheet);
        }
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command of report? There are: "
                        + String.join(
                                ", ",
                                ReportKind.ALL.stream().map(ReportKind::name).toList()));
    }
}
