package dev.signalbox.cli;

import dev.signalbox.server.ledger.Ledger;
import dev.signalbox.server.ledger.journal.DirectoryLock;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.StoreUnavailable;
import dev.signalbox.server.store.Subjects;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.sqlite.SqliteEntries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Removes entries, or who is in them. */
@Command(
        name = "purge",
        description = {
            "Delete entries of the ledger, or remove from them who it was.",
            "Works beside a running gateway too. What was purged is recorded: signalbox report purges."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox purge --older-than 400d --dry-run",
            "  signalbox purge --caller support-bot --before 2026-01-01",
            "  signalbox purge --user ann@example.com --anonymise --yes"
        })
final class PurgeCommand implements Callable<Integer> {

    private static final long MOST_BESIDE = 256L << 20;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private SubjectOptions subject = new SubjectOptions();

    @Option(names = "--before", paramLabel = "DATE", description = "Only what arrived before then, such as 2026-01-01.")
    private Optional<String> before = Optional.empty();

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "Only what is older than this, such as 90d.")
    private Optional<Duration> olderThan = Optional.empty();

    @Option(names = "--anonymise", description = "Keep the numbers and remove who it was.")
    private boolean anonymise;

    @Option(names = "--dry-run", description = "Only say what would be purged.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private LedgerPlace place = new LedgerPlace();

    PurgeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Path directory = place.in(surroundings);
        Instant now = surroundings.clock().instant();
        if (subject.isEmpty() && before.isEmpty() && olderThan.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "What is to be purged? (expected: at least one of --before, --older-than, --caller, --tenant,"
                            + " --team, --user, --request)");
        }
        Instant to = to(now);
        UsageReport found = Books.read(
                directory,
                (reader, _) ->
                        reader.usage(new UsageQuery(meant(to, reader.subjects()), List.of(Dimension.Field.MONTH))));
        PrintWriter out = spec.commandLine().getOut();
        long count = found.totals().requests();
        out.println(summary(found, to));
        out.flush();
        if (count == 0 || dryRun) {
            return ExitStatus.FINE;
        }
        if (!yes && !agreed(out, count)) {
            out.println("Nothing was purged.");
            return ExitStatus.PROBLEM;
        }
        KeptAnswers answers =
                Books.read(directory, (reader, _) -> KeptAnswers.of(directory, meant(to, reader.subjects())));
        KeptReadings readings =
                Books.read(directory, (reader, _) -> KeptReadings.of(directory, meant(to, reader.subjects()), reader));
        long purged = purge(directory, to, now);
        out.println(purged + " entries were " + how().word() + ".");
        if (purged > 0 && !isRewritten(directory)) {
            out.println(
                    "Traces of them may stay in the gaps of ledger.sqlite until it is written over (expected, for none"
                            + " to stay: a purge without a gateway, and twice its size free on the disk).");
        }
        int forgotten = answers.forget();
        if (forgotten > 0) {
            out.println(forgotten + (forgotten == 1 ? " answer that was" : " answers that were")
                    + " kept for repetitions (Idempotency-Key) " + (forgotten == 1 ? "is" : "are") + " deleted too.");
        }
        int unread = readings.forget();
        if (unread > 0) {
            out.println("What was kept of " + unread + " of their prompts for calibration is deleted too.");
        }
        return ExitStatus.FINE;
    }

    private Selection meant(Instant to, Subjects subjects) {
        return new Selection(Instant.EPOCH, to, subject.filters(subjects));
    }

    private Erasure how() {
        return anonymise ? Erasure.ANONYMISE : Erasure.ERASE;
    }

    private Instant to(Instant now) {
        try {
            Instant to = before.map(text -> Times.moment("--before", text, now)).orElse(now.plusSeconds(1));
            Instant limit = olderThan.map(now::minus).orElse(to);
            return limit.isBefore(to) ? limit : to;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), RuntimeErrors.sentence(e), e);
        }
    }

    private String summary(UsageReport found, Instant to) {
        long count = found.totals().requests();
        List<String> words = new ArrayList<>(subject.words());
        if (before.isPresent() || olderThan.isPresent()) {
            words.add("before " + to);
        }
        String whose = String.join(", ", words);
        if (count == 0) {
            return "Nothing is to be purged: no entry " + (subject.isEmpty() ? "" : "of ") + whose + ".";
        }
        String months = found.rows().size() == 1
                ? "of " + found.rows().getFirst().keys().getFirst()
                : "from " + found.rows().getFirst().keys().getFirst() + " to "
                        + found.rows().getLast().keys().getFirst();
        return "%s: %d entries %s, %s%s USD, would be %s."
                .formatted(
                        whose,
                        count,
                        months,
                        BigDecimal.valueOf(found.totals().cost(), 9)
                                .stripTrailingZeros()
                                .toPlainString(),
                        found.totals().unknownServed() > 0 ? "+?" : "",
                        how().word());
    }

    private boolean agreed(PrintWriter out, long count) throws IOException {
        out.print((anonymise ? "Anonymise " : "Delete ") + count + " entries for ever? [y/N] ");
        out.flush();
        BufferedReader in = surroundings.input();
        String answer = in.readLine();
        return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    private long purge(Path directory, Instant to, Instant now) throws IOException {
        try {
            if (DirectoryLock.isHeld(directory)) {
                try (SqliteEntries entries = SqliteEntries.beside(directory)) {
                    return worker(to, now, entries.subjects()).beside(directory, entries);
                }
            }
            return Ledger.alone(
                    directory,
                    SqliteEntries::purging,
                    entries -> worker(to, now, entries.subjects()).alone(entries));
        } catch (StoreUnavailable e) {
            throw new Complaint(RuntimeErrors.sentence(e) + "; what was purged until then stays so", e);
        }
    }

    /** Beside a gateway only what takes a few seconds, for it cannot write meanwhile. */
    private static boolean isRewritten(Path directory) throws IOException {
        long most = DirectoryLock.isHeld(directory) ? MOST_BESIDE : Long.MAX_VALUE;
        try (SqliteEntries entries = SqliteEntries.beside(directory)) {
            return entries.rewrite(most);
        }
    }

    private PurgeWork worker(Instant to, Instant now, Subjects subjects) {
        List<String> words = new ArrayList<>(subject.words(subjects));
        if (before.isPresent() || olderThan.isPresent()) {
            words.add("before " + to.atOffset(ZoneOffset.UTC).toLocalDate());
        }
        return new PurgeWork(
                meant(to, subjects), how(), System.getProperty("user.name", "unknown"), String.join(", ", words), now);
    }
}
