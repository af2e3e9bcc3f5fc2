package dev.signalbox.server.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.store.AttemptOutcome;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSource;
import dev.signalbox.server.store.sqlite.SqliteEntries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process with SIGKILL while it keeps accounts, and looks at what is left. */
class LedgerKilledTest {
    private static final long HOLD = LedgerToKill.INPUT * 250 + LedgerToKill.BOUND * 2_000;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    private final Map<String, Long> closed = new HashMap<>();
    private final Set<String> opened = new HashSet<>();

    @TempDir
    Path directory;

    @Test
    void losesNothingInTwoKills() throws Exception {
        rounds(2);
    }

    @Test
    @Tag("slow")
    void losesNothingInTenKills() throws Exception {
        rounds(10);
    }

    private void rounds(int count) throws Exception {
        long requests = 0;
        for (int round = 0; round < count; round++) {
            closed.clear();
            opened.clear();
            keepAndKill("round" + round, 1_000 + random.nextInt(5_000));
            requests += check(requests);
        }
    }

    private void keepAndKill(String prefix, int lines) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerToKill.class.getName(),
                        directory.toString(),
                        prefix,
                        "3")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            int heard = 0;
            String line = out.readLine();
            while (line != null) {
                hear(line);
                if (++heard == lines) {
                    child.destroyForcibly();
                }
                line = out.readLine();
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("Stream closed");
        }
        assertThat(child.waitFor()).isEqualTo(137);
    }

    private void hear(String line) {
        String[] words = line.split(" ");
        if (words[0].equals("O") && words.length == 3) {
            opened.add(words[1]);
        } else if (words[0].equals("C") && words.length == 4) {
            closed.put(words[1], Long.valueOf(words[2]));
        }
    }

    /** Answers how many requests came to those before. */
    private long check(long before) throws IOException {
        assertThat(closed).hasSizeGreaterThan(300);
        UsageReport first;
        try (Ledger ledger = open()) {
            first = ledger.usage(everything());
            closed.forEach((id, cost) -> assertThat(ledger.find(id, "bot").orElseThrow(() -> new AssertionError(id)))
                    .satisfies(entry -> {
                        assertThat(entry.bill().cost()).isEqualTo(new Cost.Known(cost));
                        assertThat(entry.outcome().endedAs()).isNotEqualTo(EndedAs.LOST);
                    }));
            opened.stream()
                    .filter(id -> !closed.containsKey(id))
                    .forEach(id -> charged(ledger.find(id, "bot").orElseThrow(() -> new AssertionError(id))));
        }
        try (Ledger again = open()) {
            assertThat(again.usage(everything())).isEqualTo(first);
        }
        long requests = first.totals().requests() - before;
        Set<String> known = new HashSet<>(opened);
        known.addAll(closed.keySet());
        assertThat(requests).isBetween((long) known.size(), known.size() + 100L);
        return requests;
    }

    /** What was open is lost and charged at its hold, unless its end was recorded and its word did not reach us. */
    private static void charged(Entry entry) {
        if (entry.outcome().endedAs() == EndedAs.LOST) {
            assertThat(entry.bill().cost()).isEqualTo(new Cost.Known(HOLD));
            assertThat(entry.bill().wasted()).isEqualTo(new Cost.Known(0));
            assertThat(entry.bill().source()).isEqualTo(UsageSource.ESTIMATED);
            assertThat(entry.attempts().getLast().outcome()).isEqualTo(AttemptOutcome.LOST);
            assertThat(entry.outcome().failure()).contains("lost");
        }
    }

    private Ledger open() throws IOException {
        return Ledger.open(
                new LedgerSettings(directory, Duration.ofMillis(20)),
                Ledger.Parts.of(PriceBook.load(), SqliteEntries::open, LedgerObserver.none()));
    }

    private static UsageQuery everything() {
        return new UsageQuery(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), List.of(Dimension.Field.CALLER));
    }
}
