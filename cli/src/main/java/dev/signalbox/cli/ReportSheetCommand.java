package dev.signalbox.cli;

import dev.signalbox.cli.report.Grid;
import dev.signalbox.server.config.Nearest;
import dev.signalbox.server.store.EntryReader;
import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.Purge;
import dev.signalbox.server.store.UsageQuery;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One report. Reads the ledger beside a gateway that writes it, or of one that has ended. */
@Command(footerHeading = "%nExamples:%n")
final class ReportSheetCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final ReportKind kind;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ReportOptions options = new ReportOptions();

    ReportSheetCommand(Surroundings surroundings, ReportKind kind) {
        this.surroundings = surroundings;
        this.kind = kind;
    }

    @Override
    public Integer call() {
        if (kind.name().equals(ReportKind.PURGES) && options.isGroupedOrFiltered()) {
            throw new ParameterException(
                    spec.commandLine(), "--by, --where: of purges (expected: neither; only times narrow this report)");
        }
        Path directory = options.place.in(surroundings);
        Grid grid = Books.read(directory, (reader, notes) -> {
            UsageQuery query = query(reader);
            Grid made = kind.made().apply(reader, query);
            for (String note : notes) {
                made = made.noting(note);
            }
            return kind.name().equals(ReportKind.PURGES) ? made : erased(made, reader.purges());
        });
        PrintWriter out = spec.commandLine().getOut();
        out.print(options.format.text(shaped(grid), drawn(grid)));
        out.flush();
        return ExitStatus.FINE;
    }

    private UsageQuery query(EntryReader reader) {
        try {
            return options.query(kind.by(), surroundings.clock().instant(), reader.subjects());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), RuntimeErrors.sentence(e), e);
        }
    }

    private Grid shaped(Grid grid) {
        if (options.sort.isPresent() && !grid.canSort(options.sort.get())) {
            String nearest = Nearest.phrase(options.sort.get(), grid.sortable());
            throw new ParameterException(
                    spec.commandLine(),
                    "--sort: \"" + options.sort.get() + "\" (expected one of: " + String.join(", ", grid.sortable())
                            + ")" + (nearest.isEmpty() ? "" : "; " + nearest));
        }
        if (options.top.filter(n -> n < 1).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--top: " + options.top.get() + " (expected: at least 1)");
        }
        Grid sorted = options.sort.map(grid::sorted).orElse(grid);
        return options.top.map(sorted::top).orElse(sorted);
    }

    /** The column that the lines are sorted by, or the one that matters most. */
    private int drawn(Grid grid) {
        for (String wanted : List.of(options.sort.orElse(kind.drawn()), kind.drawn())) {
            for (int i = 0; i < grid.columns().size(); i++) {
                String name = grid.columns().get(i).name();
                if (name.equals(wanted) || name.startsWith(wanted + "_")) {
                    return i;
                }
            }
        }
        return 0;
    }

    /** With a word on what is missing because it was purged. */
    static Grid erased(Grid grid, List<Purge> purges) {
        long gone = purges.stream()
                .filter(purge -> purge.how() == Erasure.ERASE)
                .filter(purge ->
                        purge.oldest().filter(at -> at.isBefore(grid.to())).isPresent()
                                && purge.newest()
                                        .filter(at -> !at.isBefore(grid.from()))
                                        .isPresent())
                .mapToLong(Purge::entries)
                .sum();
        return gone == 0
                ? grid
                : grid.noting("purges reached into this time and erased " + gone
                        + " entries in all; they are in no sum (signalbox report purges)");
    }
}
