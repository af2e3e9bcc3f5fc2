package dev.signalbox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand, and the options that hold for all of them. */
@Command(
        name = "signalbox",
        description = "One endpoint in front of every AI model.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = SignalboxCommand.Versions.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done; a server was stopped and ended its work",
            "1:it could not be done, or problems were found",
            "2:the command line was not understood"
        },
        footerHeading = "%nBegin with:%n",
        footer = {
            "  signalbox up                             a gateway with a demo configuration",
            "  signalbox serve --config signalbox.yaml  a gateway with your own"
        })
final class SignalboxCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "With an error, also show where in the code it arose.")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "signalbox " + ProgramVersion.read(),
                "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}
