package dev.signalbox.cli;

import dev.signalbox.server.ledger.backup.Backup;
import dev.signalbox.server.ledger.backup.BackupManifest;
import dev.signalbox.server.ledger.backup.Restore;
import dev.signalbox.server.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A copy of the ledger's directory. */
@Command(
        name = "backup",
        description = {
            "Copy the ledger's directory, also while a gateway writes it.",
            "The copy holds every store in it, what is only in the journal, and a manifest with checksums."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox backup --to /backups/2026-11-21",
            "  signalbox backup --to /backups/2026-11-21.zip --config signalbox.yaml",
            "  signalbox backup --verify /backups/2026-11-21.zip"
        })
final class BackupCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private What what;

    @Mixin
    private LedgerPlace place = new LedgerPlace();

    /** What to do. */
    static final class What {

        @Option(
                names = "--to",
                paramLabel = "DIR|FILE.zip",
                description = "Make a backup there; the name must be free.")
        private Optional<Path> to = Optional.empty();

        @Option(
                names = "--verify",
                paramLabel = "DIR|FILE.zip",
                description = "Look whether this backup is whole, and change nothing.")
        private Optional<Path> verify = Optional.empty();
    }

    BackupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SqliteCopier stores = new SqliteCopier();
        try {
            if (what.verify.isPresent()) {
                Path backup = surroundings.resolve(what.verify.get());
                tell(backup + " is whole: ", Restore.verify(backup, stores));
            } else {
                Path target = surroundings.resolve(what.to.orElseThrow());
                tell(
                        target + ": ",
                        Backup.make(
                                place.in(surroundings),
                                target,
                                stores,
                                ProgramVersion.read(),
                                surroundings.clock().instant()));
            }
            return ExitStatus.FINE;
        } catch (IOException | StoreUnavailable e) {
            throw new Complaint("backup: " + RuntimeErrors.sentence(e), e);
        }
    }

    private void tell(String where, BackupManifest manifest) {
        spec.commandLine().getOut().println(where + summary(manifest));
    }

    static String summary(BackupManifest manifest) {
        long entries = manifest.files().stream()
                .mapToLong(file -> file.counts().getOrDefault("entries", 0L))
                .sum();
        long records = manifest.files().stream()
                .mapToLong(file -> file.counts().getOrDefault("records", 0L))
                .sum();
        return "%d files, %d bytes, %d entries, %d records of the journal; made %s by version %s"
                .formatted(
                        manifest.files().size(),
                        manifest.bytes(),
                        entries,
                        records,
                        manifest.made(),
                        manifest.program());
    }
}
