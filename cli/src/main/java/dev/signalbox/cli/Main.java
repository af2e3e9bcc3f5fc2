package dev.signalbox.cli;

import dev.signalbox.cli.report.ReportFormat;
import dev.signalbox.cli.router.compare.Grader;
import picocli.CommandLine;

/** Where the process begins, and the list of all commands. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        Logging.configure();
        System.exit(commandLine(Surroundings.ofProcess()).execute(arguments));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        SignalboxCommand root = new SignalboxCommand();
        CommandLine line = new CommandLine(root)
                .addSubcommand(new UpCommand(surroundings))
                .addSubcommand(new ServeCommand(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new ExplainCommand(surroundings))
                .addSubcommand(new PlanCommand(surroundings))
                .addSubcommand(new ImportCommand(surroundings))
                .addSubcommand(new SimulateCommand(surroundings))
                .addSubcommand(new RehearseCommand(surroundings))
                .addSubcommand("report", ReportCommand.commandLine(surroundings))
                .addSubcommand(new ExportCommand(surroundings))
                .addSubcommand(new PurgeCommand(surroundings))
                .addSubcommand(new BackupCommand(surroundings))
                .addSubcommand(new RestoreCommand(surroundings))
                .addSubcommand("router", RouterCommand.commandLine(surroundings))
                .addSubcommand(new PricesCommand(surroundings))
                .addSubcommand(new CommandLine(new KeyCommand()).addSubcommand(new KeyNewCommand(surroundings)));
        line.setParameterExceptionHandler(new UsageErrors());
        line.setExecutionExceptionHandler(new RuntimeErrors(root));
        line.registerConverter(Grader.class, new EnumWords<>(Grader.class));
        line.registerConverter(ReportFormat.class, new EnumWords<>(ReportFormat.class));
        line.registerConverter(SpokenDialect.class, new EnumWords<>(SpokenDialect.class));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        return line;
    }
}
