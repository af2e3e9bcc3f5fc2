package dev.signalbox.cli;

import dev.signalbox.server.ledger.backup.Restore;
import dev.signalbox.server.store.StoreUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A ledger's directory made of a backup. */
@Command(
        name = "restore",
        description = {
            "Make a ledger's directory of a backup.",
            "Everything is verified first, and the directory gets its name when it is whole."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox restore --from /backups/2026-11-21 --to signalbox-data",
            "  signalbox restore --from /backups/2026-11-21.zip --to signalbox-data --replace"
        })
final class RestoreCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "DIR|FILE.zip", required = true, description = "The backup.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path from;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "The directory to make; it must not exist, or be empty.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path to;

    @Option(names = "--replace", description = "Put what is in the directory aside first, under a name beside it.")
    private boolean replace;

    RestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try {
            Path target = surroundings.resolve(to);
            Restore.Done done = Restore.run(
                    surroundings.resolve(from),
                    target,
                    replace,
                    new SqliteCopier(),
                    surroundings.clock().instant());
            PrintWriter out = spec.commandLine().getOut();
            out.println(target + ": " + BackupCommand.summary(done.manifest()));
            done.aside().ifPresent(old -> out.println("What was there is now " + old));
            return ExitStatus.FINE;
        } catch (IOException | StoreUnavailable e) {
            throw new Complaint("restore: " + RuntimeErrors.sentence(e) + "; nothing was changed", e);
        }
    }
}
