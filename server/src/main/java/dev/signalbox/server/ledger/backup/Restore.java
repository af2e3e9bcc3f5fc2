package dev.signalbox.server.ledger.backup;

import dev.signalbox.server.ledger.backup.BackupManifest.Item;
import dev.signalbox.server.ledger.backup.BackupManifest.Kind;
import dev.signalbox.server.ledger.journal.DirectoryLock;
import dev.signalbox.server.ledger.journal.JournalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Verifies backups and brings them back. Everything is verified before anything is touched. */
public final class Restore {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private Restore() {}

    /**
     * A backup that was brought back.
     *
     * @param aside where what was in the way lies now
     */
    public record Done(BackupManifest manifest, Optional<Path> aside) {}

    /**
     * Looks whether a backup is whole.
     *
     * @throws IOException with all that is wrong
     */
    public static BackupManifest verify(Path backup, StoreCopier stores) throws IOException {
        Path unpacked = Files.createTempDirectory("signalbox-verify-");
        try {
            return verifyFiles(laidOut(backup, unpacked), stores);
        } finally {
            Disk.discard(unpacked);
        }
    }

    /**
     * Brings a backup back.
     *
     * @param target a directory that does not exist or is empty
     * @param replace whether what is in the target may be put aside, under a name beside it
     * @throws IOException if it cannot be done; then the target is as it was
     */
    public static Done run(Path backup, Path target, boolean replace, StoreCopier stores, Instant now)
            throws IOException {
        boolean filled = isFilled(target);
        if (filled && DirectoryLock.isHeld(target)) {
            throw new IOException(target.toAbsolutePath() + ": a process uses it (expected: no gateway runs there)");
        }
        if (filled && !replace) {
            throw new IOException(target.toAbsolutePath()
                    + ": not empty (expected: a directory that does not exist or is empty; --replace puts what is there"
                    + " aside)");
        }
        Path work = Disk.beside(target, "restore");
        try {
            Path source = laidOut(backup, Files.createDirectory(work.resolve("unpacked")));
            BackupManifest manifest = verifyFiles(source, stores);
            Path fresh = Files.createDirectory(work.resolve("fresh"));
            Disk.keepPrivate(fresh);
            for (Item item : manifest.files()) {
                Path copy = fresh.resolve(item.name());
                Files.copy(source.resolve(item.name()), copy, StandardCopyOption.COPY_ATTRIBUTES);
                Disk.keepPrivate(copy);
                Disk.force(copy);
                Optional<String> problem = check(item, copy);
                if (problem.isPresent()) {
                    throw new IOException("the copy of " + problem.get());
                }
            }
            Disk.forceNames(fresh);
            Optional<Path> aside = exchange(fresh, target, filled, now);
            Disk.forceNames(Disk.parent(target));
            return new Done(manifest, aside);
        } finally {
            Disk.discard(work);
        }
    }

    /** Both steps are renames: whoever looks sees the old directory, none, or the new one. */
    private static Optional<Path> exchange(Path fresh, Path target, boolean filled, Instant now) throws IOException {
        Optional<Path> aside = Optional.empty();
        if (filled) {
            Path name = target.resolveSibling(target.getFileName() + ".before-restore-" + STAMP.format(now));
            Files.move(target, name, StandardCopyOption.ATOMIC_MOVE);
            aside = Optional.of(name);
        }
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return aside;
        } catch (IOException e) {
            if (aside.isPresent()) {
                Files.move(aside.get(), target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    private static boolean isFilled(Path target) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.findAny().isPresent();
        }
    }

    private static Path laidOut(Path backup, Path unpacked) throws IOException {
        if (!Files.isRegularFile(backup)) {
            return backup;
        }
        Zip.unpack(backup, unpacked);
        return unpacked;
    }

    private static BackupManifest verifyFiles(Path backup, StoreCopier stores) throws IOException {
        BackupManifest manifest = BackupManifest.read(backup);
        List<String> problems = new ArrayList<>();
        for (Item item : manifest.files()) {
            Path file = backup.resolve(item.name());
            Optional<String> problem = check(item, file);
            problem.or(() -> inside(item, file, stores)).ifPresent(problems::add);
        }
        if (manifest.files().stream().noneMatch(item -> item.kind() == Kind.STORE)) {
            problems.add("no store (expected: at least one)");
        }
        if (!problems.isEmpty()) {
            throw new IOException(backup.toAbsolutePath() + ": damaged: " + String.join("; ", problems));
        }
        return manifest;
    }

    private static Optional<String> check(Item item, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.of(item.name() + ": missing");
        }
        long bytes = Files.size(file);
        if (bytes != item.bytes()) {
            return Optional.of(item.name() + ": " + bytes + " bytes (expected: " + item.bytes() + ")");
        }
        return Disk.sha256(file).equals(item.sha256())
                ? Optional.empty()
                : Optional.of(item.name() + ": its checksum is another");
    }

    private static Optional<String> inside(Item item, Path file, StoreCopier stores) {
        try {
            boolean same = switch (item.kind()) {
                case STORE -> stores.counts(file).equals(item.counts());
                case JOURNAL ->
                    JournalFiles.read(file).records().size() == item.counts().getOrDefault("records", -1L);
                case OTHER -> true;
            };
            return same ? Optional.empty() : Optional.of(item.name() + ": other counts than the manifest says");
        } catch (IOException | RuntimeException e) {
            return Optional.of(item.name() + ": " + e.getMessage());
        }
    }
}
