package dev.signalbox.server.ledger.backup;

import dev.signalbox.server.ledger.backup.BackupManifest.Item;
import dev.signalbox.server.ledger.backup.BackupManifest.Kind;
import dev.signalbox.server.ledger.journal.JournalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a backup of a ledger's directory. The journal is copied before the stores: what goes from one to the other meanwhile
 * is in both, which the next start sorts out; nothing is in neither. The manifest is written last, and the whole gets its
 * name when it has reached the disk.
 */
public final class Backup {
    /** What belongs to a process that runs, or to an engine's work in progress. */
    private static final List<String> LEFT_OUT = List.of("-wal", "-shm", "-journal", ".partial", ".tmp");

    private Backup() {}

    /**
     * Makes one.
     *
     * @param target a directory that does not exist; or a file that does not exist whose name ends in {@code .zip}
     * @param program the version that makes it
     * @throws IOException if it cannot be made; then there is nothing under the target's name
     */
    public static BackupManifest make(Path state, Path target, StoreCopier stores, String program, Instant now)
            throws IOException {
        if (!Files.isDirectory(state)) {
            throw new IOException(state.toAbsolutePath() + " (expected: a ledger's directory; none is there)");
        }
        if (Files.exists(target)) {
            throw new IOException(target.toAbsolutePath() + ": exists (expected: a name that is free)");
        }
        Path work = Disk.beside(target, "partial");
        try {
            List<Item> items = new ArrayList<>(journals(state, work));
            items.addAll(others(state, work, stores));
            BackupManifest manifest = new BackupManifest(program, now, items);
            Files.write(work.resolve(BackupManifest.NAME), manifest.write());
            Disk.force(work.resolve(BackupManifest.NAME));
            publish(work, target);
            return manifest;
        } finally {
            Disk.discard(work);
        }
    }

    private static void publish(Path work, Path target) throws IOException {
        if (!Zip.isMeant(target)) {
            Disk.forceNames(work);
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Path packed = work.resolve("packed");
            Zip.pack(Disk.files(work), packed);
            Disk.keepPrivate(packed);
            Disk.force(packed);
            Files.move(packed, target, StandardCopyOption.ATOMIC_MOVE);
        }
        Disk.forceNames(Disk.parent(target));
    }

    private static List<Item> journals(Path state, Path work) throws IOException {
        List<Item> items = new ArrayList<>();
        for (Path file : JournalFiles.in(state)) {
            try {
                Path copy = work.resolve(name(file));
                long records = JournalFiles.copy(file, copy);
                if (records > 0) {
                    items.add(item(copy, Kind.JOURNAL, Map.of("records", records)));
                } else {
                    Files.deleteIfExists(copy);
                }
            } catch (NoSuchFileException _) {
                // It was drained and deleted: the store has all of it.
            }
        }
        return items;
    }

    private static List<Item> others(Path state, Path work, StoreCopier stores) throws IOException {
        List<Item> items = new ArrayList<>();
        for (Path file : Disk.files(state)) {
            Path copy = work.resolve(name(file));
            if (stores.isStore(file)) {
                stores.copy(file, copy);
                items.add(item(copy, Kind.STORE, stores.counts(copy)));
            } else if (isKept(name(file))) {
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                items.add(item(copy, Kind.OTHER, Map.of()));
            }
        }
        if (items.stream().noneMatch(item -> item.kind() == Kind.STORE)) {
            throw new IOException(
                    state.toAbsolutePath() + " (expected: a ledger's directory; there is no store in it)");
        }
        return items;
    }

    private static boolean isKept(String name) {
        return !name.equals("lock")
                && !name.startsWith(".")
                && !name.equals(BackupManifest.NAME)
                && !JournalFiles.isJournal(name)
                && LEFT_OUT.stream().noneMatch(name::endsWith);
    }

    private static Item item(Path copy, Kind kind, Map<String, Long> counts) throws IOException {
        Disk.force(copy);
        return new Item(name(copy), kind, Files.size(copy), Disk.sha256(copy), counts);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
