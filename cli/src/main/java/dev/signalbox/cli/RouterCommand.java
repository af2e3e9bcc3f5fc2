package dev.signalbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The learned router: predictions, training and measures, without a gateway. */
@Command(
        name = "router",
        description = {
            "Predict how well models do on prompts, and train, measure and correct the weights of the learned router.",
            "All of it runs on this machine, and nobody is called but by compare, which asks a gateway."
        },
        synopsisSubcommandLabel = "COMMAND")
final class RouterCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new RouterCommand())
                .addSubcommand(new RouterPredictCommand(surroundings))
                .addSubcommand(new RouterTrainCommand(surroundings))
                .addSubcommand(new RouterEvaluateCommand(surroundings))
                .addSubcommand(new RouterCalibrateCommand(surroundings))
                .addSubcommand(new RouterCompareCommand(surroundings))
                .addSubcommand(new RouterShowCommand(surroundings))
                .addSubcommand(new RouterDistributionCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command of router? There are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
