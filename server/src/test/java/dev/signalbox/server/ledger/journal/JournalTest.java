package dev.signalbox.server.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalTest {
    private static final int SMALL = 4 * JournalOptions.LARGEST_RECORD;
    private static final JournalOptions OPTIONS =
            new JournalOptions(SMALL, 2, 3, 0, Duration.ofMillis(1), Duration.ofMillis(1));

    private final List<JournalState> told = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Test
    void givesRecordsBackInTheirOrderUntilTheyAreReleased() throws Exception {
        try (Journal journal = open()) {
            Journal.Reservation room = journal.reserve(1_000);
            long first = journal.begin(room, 1_000, 1, 0, bytes("one"));
            long second = journal.proceed(room, 3, first, bytes("two"));

            assertThat(texts(journal.oldest(10))).containsExactly("one", "two");
            assertThat(texts(journal.oldest(1))).containsExactly("one");
            assertThat(journal.oldest(10).getLast().related()).isEqualTo(first);
            journal.release(journal.oldest(1));
            assertThat(texts(journal.oldest(10))).containsExactly("two");
            assertThat(journal.drained()).isEqualTo(first);
            assertThat(journal.newest()).isEqualTo(second);
        }
    }

    @Test
    void findsAllRecordsOfAnAbandonedDirectory() throws Exception {
        Journal journal = open();
        Journal.Reservation room = journal.reserve(10);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String text = "record " + i + " " + "x".repeat(i % 300);
            begin(journal, room, text);
            written.add(text);
        }

        assertThat(found()).isEqualTo(written);
        assertThat(JournalFiles.in(directory).size()).isGreaterThan(1);
        journal.close();
        assertThat(found()).isEqualTo(written);
    }

    @Test
    void deletesFilesThatAreDrainedAndLeavesNothingAfterACleanEnd() throws Exception {
        try (Journal journal = open()) {
            Journal.Reservation room = journal.reserve(10);
            for (int i = 0; i < 8_000; i++) {
                begin(journal, room, "record " + i);
                if (i % 100 == 99) {
                    journal.release(journal.oldest(100));
                }
            }
            assertThat(JournalFiles.in(directory).size()).isLessThan(9);
        }
        assertThat(JournalFiles.in(directory)).isEmpty();
    }

    @Test
    void keepsTheRoomThatWasSetAsideWhenNothingNewFits() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        try (Journal journal = open(full)) {
            List<Journal.Reservation> open = new ArrayList<>();
            awaitFiles(3);
            full.set(true);
            int begun = 0;
            try {
                while (true) {
                    Journal.Reservation room = journal.reserve(2_000);
                    journal.begin(room, 2_000, 1, 0, new byte[1_000]);
                    open.add(room);
                    begun++;
                }
            } catch (JournalUnavailable refused) {
                assertThat(refused).hasMessageContaining("journal: ");
            }

            assertThat(begun).isGreaterThan(50);
            for (Journal.Reservation room : open) {
                journal.proceed(room, 3, 1, new byte[3_900]);
            }
            assertThat(journal.oldest(10_000)).hasSize(2 * begun);
        }
    }

    @Test
    void refusesWhatIsNewWhenTheDiskIsFullAndRecoversByItself() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        try (Journal journal = open(full)) {
            Journal.Reservation room = journal.reserve(100);
            full.set(true);
            // A file that is being made just now is still made, and used up before the disk counts as full.
            while (!(journal.state() instanceof JournalState.Failed)) {
                beginIfThereIsRoom(journal, room);
            }
            assertThatThrownBy(() -> {
                        while (true) {
                            journal.begin(room, 0, 1, 0, new byte[60_000]);
                        }
                    })
                    .isInstanceOf(JournalUnavailable.class);
            assertThat(((JournalState.Failed) journal.state()).reason()).contains("no space left");
            assertThatThrownBy(() -> journal.reserve(1)).isInstanceOf(JournalUnavailable.class);
            journal.proceed(room, 3, 1, new byte[50]);

            full.set(false);
            awaitState(journal, JournalState.Writable.class);
            journal.release(journal.oldest(10_000));
            assertThat(journal.reserve(1)).isNotNull();
        }
        assertThat(told).hasAtLeastOneElementOfType(JournalState.Failed.class);
        assertThat(told.getLast()).isEqualTo(new JournalState.Writable());
    }

    /** A writer may be faster than files are made ready: then there is no room for the moment. */
    private static void beginIfThereIsRoom(Journal journal, Journal.Reservation room) throws Exception {
        try {
            begin(journal, room, "x".repeat(10_000));
        } catch (JournalUnavailable _) {
            Thread.onSpinWait();
        }
    }

    @Test
    void takesNothingNewWhenNobodyDrains() throws Exception {
        try (Journal journal = open()) {
            Journal.Reservation room = journal.reserve(100);
            while (!(journal.state() instanceof JournalState.Failed)) {
                beginIfThereIsRoom(journal, room);
            }
            assertThatThrownBy(() -> journal.begin(room, 0, 1, 0, new byte[10]))
                    .isInstanceOf(JournalUnavailable.class)
                    .hasMessageContaining("wait to be drained");
            assertThat(JournalFiles.in(directory).size()).isLessThanOrEqualTo(7);

            while (journal.drained() < journal.newest()) {
                journal.release(journal.oldest(10));
            }
            awaitState(journal, JournalState.Writable.class);
        }
    }

    @Test
    void neverInventsARecordFromAFileThatIsCutOrDamaged() throws Exception {
        Journal journal = open();
        Journal.Reservation room = journal.reserve(10);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String text = i + " " + "y".repeat(i % 120);
            begin(journal, room, text);
            written.add(text);
        }
        Path file = JournalFiles.in(directory).getFirst();
        byte[] all = Files.readAllBytes(file);
        journal.close();
        int used = all.length;
        while (all[used - 1] == 0) {
            used--;
        }
        byte[] sound = Arrays.copyOf(all, used + 4_000);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8_472);
        for (int round = 0; round < 3_000; round++) {
            List<String> read =
                    texts(JournalFiles.read(damage(random, sound, used)).records());
            assertThat(read).isEqualTo(written.subList(0, read.size()));
        }
    }

    @Test
    void tellsWhenARecordWasCutOff() throws Exception {
        Journal journal = open();
        Journal.Reservation room = journal.reserve(10);
        begin(journal, room, "whole");
        begin(journal, room, "cut off");
        Path file = JournalFiles.in(directory).getFirst();
        byte[] bytes = Files.readAllBytes(file);
        journal.close();
        assertThat(JournalFiles.read(file).torn()).isFalse();

        bytes[Segment.HEADER + Frame.size(5) + Frame.HEADER] ^= 1;
        Files.write(file, bytes);

        assertThat(JournalFiles.read(file).torn()).isTrue();
        assertThat(texts(JournalFiles.read(file).records())).containsExactly("whole");
    }

    @Test
    void onlyOneProcessHasADirectory() throws Exception {
        DirectoryLock lock = DirectoryLock.take(directory);
        assertThatThrownBy(() -> DirectoryLock.take(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a directory of its own");
        lock.close();
        DirectoryLock.take(directory).close();
    }

    private static byte[] damage(RandomGenerator random, byte[] sound, int used) {
        byte[] bytes = sound.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(used + 10));
            case 1 -> bytes[random.nextInt(Segment.HEADER, used)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                int from = random.nextInt(Segment.HEADER, used);
                Arrays.fill(bytes, from, Math.min(bytes.length, from + random.nextInt(1, 5_000)), (byte) 0);
            }
            default -> {
                int from = random.nextInt(Segment.HEADER, used);
                byte[] noise = new byte[random.nextInt(1, 200)];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, from, Math.min(noise.length, bytes.length - from));
            }
        }
        return bytes;
    }

    private Journal open() throws IOException {
        return Journal.open(directory, OPTIONS, 77, told::add);
    }

    private Journal open(AtomicBoolean full) throws IOException {
        SegmentAllocator allocator = (path, bytes, writer) -> {
            if (full.get()) {
                throw new IOException("no space left on device");
            }
            return Segment.allocate(path, bytes, writer);
        };
        return Journal.open(directory, OPTIONS, allocator, 77, told::add);
    }

    /** Waits for the background thread where it is slower than this one. */
    private static void begin(Journal journal, Journal.Reservation room, String text) throws Exception {
        while (true) {
            try {
                journal.begin(room, 0, 1, 0, bytes(text));
                return;
            } catch (JournalUnavailable e) {
                if (journal.state() instanceof JournalState.Failed) {
                    throw e;
                }
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private void awaitState(Journal journal, Class<? extends JournalState> wanted) {
        while (!wanted.isInstance(journal.state())) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void awaitFiles(int count) throws IOException {
        while (JournalFiles.in(directory).size() < count) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : JournalFiles.in(directory)) {
            found.addAll(texts(JournalFiles.read(file).records()));
        }
        return found;
    }

    private static List<String> texts(List<JournalRecord> records) {
        return records.stream()
                .map(record -> new String(record.payload(), UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
