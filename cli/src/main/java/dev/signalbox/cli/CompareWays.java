package dev.signalbox.cli;

import dev.signalbox.cli.router.compare.Way;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is compared with what. */
final class CompareWays {
    private static final List<String> MODES = List.of("quality", "balanced", "cost");

    @Option(names = "--routes", paramLabel = "NAME", split = ",", description = "Routes, separated by commas.")
    private List<String> routes = new ArrayList<>();

    @Option(
            names = "--modes",
            paramLabel = "MODE",
            split = ",",
            description = "Ask each learned route in each of these modes: quality, balanced, cost (default: its own).")
    private List<String> modes = new ArrayList<>();

    @Option(
            names = "--subset",
            paramLabel = "NAME,...",
            description =
                    "Ask each learned route with only these of its models; may be given several times (default: all of them).")
    private List<String> subsets = new ArrayList<>();

    @Option(names = "--models", paramLabel = "NAME", split = ",", description = "Fixed models beside them.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "NAME",
            description =
                    "What the others are held against, as the report calls it (default: the first model, else the first route).")
    private Optional<String> against = Optional.empty();

    /** @param against the place of the one that the others are held against */
    record Chosen(List<Way> ways, int against) {}

    Chosen in(CommandLine line) {
        modes.stream().filter(mode -> !MODES.contains(mode)).findFirst().ifPresent(mode -> {
            throw new ParameterException(
                    line, "--modes: \"" + mode + "\" (expected: some of " + String.join(", ", MODES) + ")");
        });
        List<Way> ways = new ArrayList<>(Way.routes(
                routes,
                modes,
                subsets.stream().map(each -> List.of(each.split(",", -1))).toList()));
        models.forEach(model -> ways.add(Way.model(model)));
        if (ways.isEmpty()) {
            throw new ParameterException(line, "nothing to compare (expected: --routes, --models, or both)");
        }
        List<String> names = ways.stream().map(Way::name).toList();
        Set<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(line, name + " stands twice (expected: different routes and models)");
        });
        String wanted = against.orElse(models.isEmpty() ? names.getFirst() : models.getFirst());
        if (!names.contains(wanted)) {
            throw new ParameterException(
                    line, "--against: " + wanted + " (expected: one of " + String.join(" | ", names) + ")");
        }
        return new Chosen(List.copyOf(ways), names.indexOf(wanted));
    }
}
