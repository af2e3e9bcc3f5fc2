package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.ledger.FeedbackJson;
import dev.signalbox.server.store.Selection;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All entries of somebody, for those who ask what is kept of them. */
@Command(
        name = "export",
        description = {
            "Write entries of the ledger, one JSON object on each line.",
            "They are what GET /v1/requests/ID shows; prompts and answers are in no ledger."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox export --caller support-bot --to support-bot.jsonl",
            "  signalbox export --user ann@example.com --since 2026-01-01"
        })
final class ExportCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private SubjectOptions subject = new SubjectOptions();

    @Mixin
    private PeriodOptions period = new PeriodOptions();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Write there; it must not exist (default: standard output).")
    private Optional<Path> to = Optional.empty();

    @Mixin
    private LedgerPlace place = new LedgerPlace();

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Instant now = surroundings.clock().instant();
        Path directory = place.in(surroundings);
        PrintWriter out = spec.commandLine().getOut();
        if (to.isEmpty()) {
            write(directory, now, out);
            out.flush();
            return ExitStatus.FINE;
        }
        Path file = surroundings.resolve(to.get());
        if (Files.exists(file)) {
            throw new Complaint("--to: " + file + " (expected: a file that does not exist)");
        }
        try (Writer lines = Files.newBufferedWriter(file, UTF_8)) {
            out.println(write(directory, now, lines) + " entries are in " + file);
        }
        return ExitStatus.FINE;
    }

    private long write(Path directory, Instant now, Writer lines) {
        return Books.read(directory, (reader, _) -> {
            PeriodOptions.Period meant = meant(now);
            Selection entries = new Selection(meant.from(), meant.to(), subject.filters(reader.subjects()));
            return reader.each(entries, entry -> {
                try {
                    lines.write(new String(
                            JsonCodec.write(FeedbackJson.toJson(entry, reader.feedback(entry.requestId()))), UTF_8));
                    lines.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        });
    }

    private PeriodOptions.Period meant(Instant now) {
        try {
            return period.at(now);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), RuntimeErrors.sentence(e), e);
        }
    }
}
