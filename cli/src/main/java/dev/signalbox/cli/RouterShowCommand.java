package dev.signalbox.cli;

import dev.signalbox.cli.router.WeightsSheet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what weights say of themselves. */
@Command(
        name = "show",
        description = {
            "Show what weights were trained on, their default pool, and the models that they know.",
            "EXPECTED QUALITY is the mean score that a model is expected to get over prompts of all kinds that were learnt."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  signalbox router show", "  signalbox router show --weights mine.weights --json"})
final class RouterShowCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private WeightsOption weights = new WeightsOption();

    @Option(names = "--json", description = RouterOptions.JSON)
    private boolean json;

    RouterShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return RouterWork.done(() -> {
            WeightsSheet sheet = WeightsSheet.read(weights.in(surroundings));
            RouterOptions.print(spec.commandLine().getOut(), json, sheet::text, sheet::json);
            return ExitStatus.FINE;
        });
    }
}
