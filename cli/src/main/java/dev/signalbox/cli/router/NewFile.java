package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all: it is written under another name beside its own and moved there when it is done. */
public final class NewFile implements Closeable {
    private final Path file;
    private final Path part;

    /**
     * Nothing is written yet.
     *
     * @param force whether it may replace a file
     * @throws Complaint if there is a file already, or no folder for it
     */
    public NewFile(Path file, boolean force) {
        Path absolute = file.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            throw new Complaint("--out: " + file + " is a folder (expected: a file)");
        }
        if (Files.exists(absolute) && !force) {
            throw new Complaint(
                    "--out: " + file + " is there already (expected: a new file, or --force to replace it)");
        }
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Complaint("--out: " + file + ": no folder " + folder + " (expected: one that exists)");
        }
        this.file = absolute;
        this.part = folder.resolve(".part-" + ProcessHandle.current().pid() + "-" + absolute.getFileName());
    }

    /** Where to write until it is done. */
    public Path part() {
        part.toFile().deleteOnExit();
        return part;
    }

    /** Puts what was written into its place. */
    public void keep() throws IOException {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what was not kept. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
