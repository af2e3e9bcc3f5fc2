package dev.signalbox.server.ledger.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A backup in one file. */
final class Zip {
    private Zip() {}

    static boolean isMeant(Path path) {
        return path.getFileName() != null && path.getFileName().toString().endsWith(".zip");
    }

    static void pack(List<Path> files, Path to) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /** Lays the files into a directory. Their names must be plain: nothing is written elsewhere. */
    static void unpack(Path file, Path to) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = to.resolve(entry.getName()).normalize();
                if (!to.equals(target.getParent())) {
                    throw new IOException(file + ": \"" + entry.getName() + "\" (expected: plain names of files)");
                }
                try (InputStream in = zip.getInputStream(entry);
                        OutputStream out = Files.newOutputStream(target)) {
                    in.transferTo(out);
                }
            }
        } catch (ZipException e) {
            throw new IOException(file.toAbsolutePath() + ": damaged: " + e.getMessage(), e);
        }
    }
}
