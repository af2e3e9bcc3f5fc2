package dev.signalbox.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The key of the demo's caller, kept beside its ledger so that what was pasted into a shell still works after a restart.
 * Only the owner may read the file.
 */
public final class DemoKey {

    private static final String FILE = "demo-key";
    private static final Pattern KEY = Pattern.compile("sbx_[A-Za-z0-9_-]{43}");

    private DemoKey() {}

    /**
     * The key of this directory, a new one if it has none.
     *
     * @throws IOException if it can be neither read nor written, or is no key
     */
    public static String in(Path directory, Supplier<String> fresh) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            String key = Files.readString(file, UTF_8).strip();
            if (!KEY.matcher(key).matches()) {
                throw new IOException(
                        file + ": no key (expected: sbx_ and 43 characters; delete the file for a new one)");
            }
            return key;
        } catch (NoSuchFileException _) {
            return write(file, fresh.get());
        }
    }

    private static String write(Path file, String key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.createFile(file, ownerOnly());
            Files.writeString(file, key + "\n", UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
            return key;
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + ": another demo begins here at this moment", e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
