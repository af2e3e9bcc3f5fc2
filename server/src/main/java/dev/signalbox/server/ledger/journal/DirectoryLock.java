package dev.signalbox.server.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The right of one process to write into a directory. Ends with the process, however it ends. */
public final class DirectoryLock implements AutoCloseable {
    private static final int TRIES = 5;
    private static final long BETWEEN_TRIES = 20_000_000;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory, which is created when missing.
     *
     * @throws IOException if it cannot be written, or another process has it
     */
    public static DirectoryLock take(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel = FileChannel.open(
                directory.resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (!patiently(channel)) {
            String holder = holder(channel);
            channel.close();
            throw new IOException("ledger.directory: " + directory.toAbsolutePath()
                    + " (expected: a directory of its own; process " + holder + " uses this one)");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
        return new DirectoryLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Somebody who only asks whether the lock is held has it for a moment. */
    private static boolean patiently(FileChannel channel) throws IOException {
        for (int tries = 1; tries < TRIES; tries++) {
            if (tryLock(channel) != null) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_TRIES);
        }
        return tryLock(channel) != null;
    }

    /** Whether some process writes into the directory. For other processes than that one. */
    public static boolean isHeld(Path directory) throws IOException {
        Path file = directory.resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), UTF_8);
    }
}
