package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.prices.ModelFactsRow;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.PriceRow;
import dev.signalbox.server.prices.Tier;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the price book, or what it and a configuration say of the configuration's models. */
@Command(
        name = "prices",
        description = {
            "Show what models cost by the price book, in US dollars per million tokens, with source and date.",
            "What models.NAME.price of a configuration says goes before it: with --config, what the models of a configuration"
                    + " cost now, and from which times on something else."
        })
final class PricesCommand implements Callable<Integer> {
    private static final String LINE = "%-11s %-44s %-10s %9s %8s %8s %8s %8s %8s  %s%n";

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = {"Only models whose id or vendor contains this; with --config, whose name or id does."})
    private Optional<String> wanted = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Show what the models of this configuration cost instead.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--json", description = "Print an array of objects instead.")
    private boolean json;

    PricesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (config.isPresent()) {
            return configured(config.get());
        }
        List<PriceRow> rows =
                PriceBook.load().rows().stream().filter(this::isWanted).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json all = Json.array(rows.stream().map(PricesCommand::asJson).toList());
            out.println(new String(JsonCodec.write(all), UTF_8));
        } else {
            table(out, rows);
        }
        out.flush();
        if (rows.isEmpty()) {
            throw new Complaint(
                    "prices: no row for \"" + wanted.orElse("") + "\" (expected: a part of an id or vendor)");
        }
        return ExitStatus.FINE;
    }

    private int configured(Path file) {
        ConfiguredPrices prices = ConfiguredPrices.of(
                Configurations.load(file, surroundings),
                PriceBook.load(),
                surroundings.clock().instant(),
                wanted.orElse(""));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(JsonCodec.write(prices.json()), UTF_8));
        } else {
            out.print(prices.text());
        }
        out.flush();
        if (prices.rows().isEmpty()) {
            throw new Complaint("prices: no model of " + file + " has \"" + wanted.orElse("")
                    + "\" in it (expected: a part of a name or id)");
        }
        return ExitStatus.FINE;
    }

    private boolean isWanted(PriceRow row) {
        String part = wanted.orElse("").toLowerCase(Locale.ROOT);
        return row.facts().vendor().contains(part)
                || row.ids().stream().anyMatch(id -> id.toLowerCase(Locale.ROOT).contains(part));
    }

    private static void table(PrintWriter out, List<PriceRow> rows) {
        out.printf(
                LINE,
                "VENDOR",
                "MODEL",
                "FROM",
                "ABOVE",
                "INPUT",
                "CACHED",
                "WRITE 5M",
                "WRITE 1H",
                "OUTPUT",
                "SOURCE");
        for (PriceRow row : rows) {
            Optional<Tier> tier = row.tier();
            out.printf(
                    LINE,
                    row.facts().vendor(),
                    String.join(" ", row.ids()),
                    day(row),
                    tier.map(Tier::above)
                            .filter(above -> above > 0)
                            .map(String::valueOf)
                            .orElse(""),
                    rate(tier.map(Tier::input)),
                    rate(tier.map(Tier::cached)),
                    rate(tier.map(Tier::write5m)),
                    rate(tier.map(Tier::write1h)),
                    rate(tier.map(Tier::output)),
                    row.source() + ", " + row.checked());
        }
    }

    private static String rate(Optional<BigDecimal> rate) {
        return rate.map(BigDecimal::toPlainString).orElse("unknown");
    }

    private static String day(PriceRow row) {
        return row.from().atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static Json.Obj asJson(PriceRow row) {
        ModelFactsRow facts = row.facts();
        return Json.object(o -> {
            o.put("vendor", facts.vendor()).put("models", words(row.ids())).put("from", day(row));
            row.tier().ifPresent(tier -> PriceJson.rates(tier, o));
            o.maybe("context", whole(facts.context())).maybe("max_output", whole(facts.maxOutput()));
            o.put("thinking", facts.thinking().name().toLowerCase(Locale.ROOT))
                    .put("efforts", words(facts.efforts()))
                    .put("refuses", words(facts.refuses().names()))
                    .put("source", row.source())
                    .put("checked", row.checked().toString());
        });
    }

    private static Json words(List<String> words) {
        return Json.array(words.stream().map(Json::text).toList());
    }

    private static Optional<Json> whole(OptionalLong value) {
        return value.isPresent() ? Optional.of(Json.number(value.getAsLong())) : Optional.empty();
    }
}
