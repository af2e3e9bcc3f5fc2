package dev.signalbox.cli;

import dev.signalbox.cli.router.ProgressLine;
import dev.signalbox.wire.json.Json;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How a command of the router works for long: by some threads, telling how far it is and, at the end, what it did. */
final class RouterJob {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private RouterThreads threads = new RouterThreads();

    @Mixin
    private RouterOptions options = new RouterOptions();

    /** The work of one command. */
    @FunctionalInterface
    interface Work {
        Told run(ProgressLine progress, int threads) throws Exception;
    }

    /** What is printed, for people or for programs. */
    record Told(Supplier<String> text, Supplier<Json.Obj> json) {}

    /** @throws Complaint if the work cannot be done */
    int run(Work work) throws Exception {
        int many = threads.in(spec.commandLine());
        return RouterWork.done(() -> {
            try (ProgressLine progress = ProgressLine.of(spec.commandLine().getErr(), options.progress)) {
                Told told = work.run(progress, many);
                options.print(spec.commandLine().getOut(), told.text(), told.json());
                return ExitStatus.FINE;
            }
        });
    }
}
