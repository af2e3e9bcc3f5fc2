package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.ledger.journal.DirectoryLock;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Feedback;
import dev.signalbox.server.store.Replay;
import dev.signalbox.server.store.ReplayKey;
import dev.signalbox.server.store.sqlite.SqliteEntries;
import dev.signalbox.server.store.sqlite.SqliteReplays;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Purge, export, backup and restore as people call them. */
class KeepingCommandsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    @BeforeEach
    void fillLedger() throws Exception {
        try (LedgerSample sample = LedgerSample.in(directory.resolve("signalbox-data"))) {
            for (int i = 0; i < 300; i++) {
                Instant arrived = NOW.minusSeconds(86_400L * (i % 100));
                sample.add(sample.entry(
                        "gpt-5",
                        i % 3 == 0 ? "bot" : "web",
                        new Cost.Known(1_000_000_000),
                        EndedAs.COMPLETE,
                        arrived,
                        i % 10 == 0 ? Optional.of(sample.digest("ann")) : Optional.empty()));
            }
        }
    }

    @Test
    void showsWhatItWouldPurgeAndPurgesNothingUnlessToldTo() {
        assertThat(run("", "purge", "--caller=bot", "--dry-run").out())
                .isEqualTo("caller \"bot\": 100 entries from 2026-08 to 2026-11, 100 USD, would be erased.\n");
        Run refused = run("n\n", "purge", "--caller=bot");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out())
                .contains("Delete 100 entries for ever? [y/N] ")
                .endsWith("Nothing was purged.\n");
        assertThat(run("", "purge", "--caller=bot").status()).isEqualTo(1);
        assertThat(requests()).isEqualTo("300");
        assertThat(run("", "purge").err()).contains("What is to be purged?");
        assertThat(run("", "purge", "--caller=nobody", "--yes").out()).startsWith("Nothing is to be purged");
    }

    @Test
    void erasesASubjectAndKeepsTheRecordWithoutItsName() {
        assertThat(run("yes\n", "purge", "--caller=bot").out()).endsWith("100 entries were erased.\n");

        assertThat(requests()).isEqualTo("200");
        Run purges = run("", "report", "purges");
        assertThat(purges.out()).contains("erased", "caller digest:", "100").doesNotContain("bot");
        assertThat(run("", "report", "usage", "--by=model").out()).contains("erased 100 entries");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesNoTraceOfWhatItPurged(boolean besideAGateway) throws Exception {
        Path data = directory.resolve("signalbox-data");
        assertThat(traces(data)).isNotEmpty();
        if (besideAGateway) {
            try (DirectoryLock _ = DirectoryLock.take(data);
                    SqliteEntries _ = SqliteEntries.open(data)) {
                run("", "purge", "--caller=bot", "--yes");
                assertThat(traces(data)).isEmpty();
            }
        } else {
            assertThat(run("", "purge", "--caller=bot", "--yes").out()).endsWith("100 entries were erased.\n");
        }
        assertThat(traces(data)).isEmpty();
        assertThat(requests()).isEqualTo("200");
    }

    /** Files in which the caller's name is, where its rows are or ever were. */
    private static List<Path> traces(Path data) throws Exception {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data)) {
            for (Path file : files) {
                if (new String(Files.readAllBytes(file), ISO_8859_1).contains("botretail")) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    @Test
    void deletesWhatModelsSaidToASubjectToo() {
        String first = run("", "export", "--caller=bot").out().lines().toList().getLast();
        String id = first.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        Path data = directory.resolve("signalbox-data");
        ReplayKey key = new ReplayKey("bot", "digest");
        ReplayKey other = new ReplayKey("web", "digest");
        Replay.State.Kept answer = new Replay.State.Kept(200, List.of(), "what a model said".getBytes(UTF_8));
        try (SqliteReplays replays = SqliteReplays.open(data)) {
            for (ReplayKey one : List.of(key, other)) {
                String request = one.equals(key) ? id : "another";
                replays.claim(one, new Replay("print", request, NOW, new Replay.State.Begun()), NOW);
                replays.settle(one, answer);
            }
        }

        assertThat(run("", "purge", "--caller=bot", "--anonymise", "--yes").out())
                .endsWith("1 answer that was kept for repetitions (Idempotency-Key) is deleted too.\n");

        try (SqliteReplays replays = SqliteReplays.open(data)) {
            assertThat(replays.kept()).containsOnlyKeys("another");
        }
    }

    @Test
    void erasesByAgeAndAnonymisesAUser() {
        assertThat(run("", "purge", "--older-than=90d", "--yes").out()).endsWith("27 entries were erased.\n");
        assertThat(run("", "purge", "--before=2026-09-01", "--caller=web", "--yes")
                        .out())
                .contains("entries were erased");
        String before = requests();
        assertThat(run("", "purge", "--user=ann", "--anonymise", "--yes").out()).contains("entries were anonymised");
        assertThat(requests()).isEqualTo(before);
        assertThat(run("", "report", "usage", "--by=user").out())
                .contains("(erased)")
                .doesNotContain("digest:");
        assertThat(run("", "report", "usage", "--by=caller").out())
                .contains("bot", "web")
                .doesNotContain("(erased)");
        assertThat(run("", "purge", "--before=2027-01-01", "--anonymise", "--yes")
                        .status())
                .isZero();
        assertThat(run("", "report", "usage", "--by=caller").out())
                .contains("(erased)")
                .doesNotContain("bot");
    }

    @Test
    void exportsEverythingOfASubjectOneEntryOnEachLine() throws Exception {
        assertThat(run("", "export", "--user=ann", "--to=ann.jsonl").out()).startsWith("30 entries are in ");
        List<String> lines = Files.readAllLines(directory.resolve("ann.jsonl"));
        assertThat(lines).hasSize(30);
        Json.Obj first = (Json.Obj) JsonCodec.read(lines.getFirst().getBytes(UTF_8));
        assertThat(first.text("object")).hasValue("request");
        assertThat(first.text("end_user").orElseThrow()).startsWith("digest:");
        String id = first.text("id").orElseThrow();
        try (SqliteEntries entries = SqliteEntries.open(directory.resolve("signalbox-data"))) {
            entries.take(new Feedback(id, NOW, 0.5, Optional.empty(), List.of("slow")));
        }
        assertThat(run("", "export", "--request=" + id).out())
                .contains("\"feedback\":{\"score\":0.5,\"at\":\"2026-11-21T12:00:00Z\",\"labels\":[\"slow\"]}");
        assertThat(run("", "export", "--user=ann", "--to=ann.jsonl").err()).contains("a file that does not exist");
        assertThat(run("", "export", "--caller=bot", "--since=1d").out().lines())
                .hasSize(2);
    }

    @Test
    void backsUpVerifiesAndRestores() throws Exception {
        assertThat(run("", "backup", "--to=copy").out()).contains("1 files", "300 entries");
        assertThat(run("", "backup", "--verify=copy").out()).contains("is whole");
        assertThat(run("", "backup", "--to=copy").err()).contains("exists (expected: a name that is free)");
        assertThat(run("", "backup", "--to=copy.zip").status()).isZero();
        assertThat(run("", "backup", "--ledger=nowhere", "--to=other").err()).contains("nowhere");

        assertThat(run("", "restore", "--from=copy.zip", "--to=signalbox-data").err())
                .contains("not empty", "nothing was changed");
        assertThat(run("", "restore", "--from=copy.zip", "--to=fresh").out()).contains("300 entries");
        assertThat(run("", "report", "cost", "--ledger=fresh", "--format=csv").out())
                .isEqualTo(run("", "report", "cost", "--format=csv").out());

        for (String file : List.of("copy.zip", "fresh/ledger.sqlite")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }

        Files.writeString(directory.resolve("copy/ledger.sqlite"), "x");
        Run damaged = run("", "restore", "--from=copy", "--to=fresh2");
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(damaged.err()).contains("damaged: ledger.sqlite: 1 bytes");
        assertThat(directory.resolve("fresh2")).doesNotExist();
        Files.writeString(directory.resolve("broken.zip"), "no zip");
        assertThat(run("", "backup", "--verify=broken.zip").err()).contains("damaged");
    }

    private String requests() {
        return run("", "report", "usage", "--by=model", "--format=csv")
                .out()
                .lines()
                .toList()
                .get(1)
                .split(",")[1];
    }

    private Run run(String input, String... arguments) {
        Surroundings surroundings = new Surroundings(
                name -> null,
                directory,
                new SecureRandom(),
                () -> NOW,
                new TestSignals(),
                System.out,
                new BufferedReader(new StringReader(input)));
        return Run.in(surroundings, arguments);
    }
}
