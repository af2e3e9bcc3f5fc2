package dev.signalbox.server.routers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.settings.RouterSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** The folder in which imported routes lie. A file in it is there whole or not at all, whenever the process or the machine stops. */
public record RouterFolder(RouterSettings settings) {
    private static final long MOST_BYTES = 1 << 20;

    /** What the file of a route says; nothing where there is none. */
    public Optional<String> read(String name) throws IOException {
        Path file = settings.file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": larger than 1 MiB");
        }
        return Optional.of(new String(Files.readAllBytes(file), UTF_8));
    }

    /** Puts a route into its file. */
    public void write(String name, String text) throws IOException {
        Path file = settings.file(name);
        Files.createDirectories(settings.folder());
        Path part = settings.folder().resolve("." + name + "-" + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        settle();
    }

    /** Takes a route away; answers whether there was one. */
    public boolean delete(String name) throws IOException {
        boolean was = Files.deleteIfExists(settings.file(name));
        if (was) {
            settle();
        }
        return was;
    }

    /** The names in the folder survive a power cut, too. */
    private void settle() throws IOException {
        try (FileChannel folder = FileChannel.open(settings.folder(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
