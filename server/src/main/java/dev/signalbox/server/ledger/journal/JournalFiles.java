package dev.signalbox.server.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that journals left behind in a directory. */
public final class JournalFiles {
    private static final Pattern NAME = Pattern.compile("\\d{20}\\.journal");

    private JournalFiles() {}

    /** What one file held. */
    public record Contents(List<JournalRecord> records, boolean torn) {}

    /** All files of journals, in the order in which they were begun. */
    public static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /**
     * The records of a file up to its end or to the first thing that is no record. Torn means that something other than zeros
     * follows: a record that a crash cut off.
     */
    public static Contents read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    /** Whether a file of this name is one of a journal. */
    public static boolean isJournal(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Copies the records of a file, which may be written meanwhile, and nothing behind them.
     *
     * @return how many records these are
     */
    public static long copy(Path file, Path to) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < Segment.HEADER || content.getLong(0) != Segment.MAGIC) {
            return 0;
        }
        List<JournalRecord> records = new ArrayList<>();
        int end = Frame.read(content, Segment.HEADER, bytes.length, records::add);
        Files.write(to, Arrays.copyOf(bytes, end), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return records.size();
    }

    static Contents read(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<JournalRecord> records = new ArrayList<>();
        if (bytes.capacity() < Segment.HEADER || bytes.getLong(0) != Segment.MAGIC) {
            return new Contents(records, false);
        }
        int end = Frame.read(bytes, Segment.HEADER, bytes.capacity(), records::add);
        boolean torn = false;
        for (int at = end; at < bytes.capacity(); at++) {
            torn |= bytes.get(at) != 0;
        }
        return new Contents(records, torn);
    }

    static Path path(Path directory, long number) {
        return directory.resolve("%020d.journal".formatted(number));
    }

    static long next(Path directory) throws IOException {
        List<Path> files = in(directory);
        return files.isEmpty()
                ? 1
                : Long.parseLong(files.getLast().getFileName().toString(), 0, 20, 10) + 1;
    }
}
