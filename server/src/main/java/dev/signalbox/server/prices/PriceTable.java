package dev.signalbox.server.prices;

import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.RefusedFields;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the rows of the book: comma-separated cells without quotes, {@code #} begins a comment line. */
final class PriceTable {
    private static final int CELLS = 17;

    /** Begins a line that says at whose list price a vendor sells what it has no row for. */
    private static final String LIST = "@";

    private PriceTable() {}

    /** By vendor, or by vendor and the first part of an id: whose rows hold too. */
    static Map<String, List<String>> lists(String text) {
        Map<String, List<String>> lists = new HashMap<>();
        text.lines().filter(line -> line.startsWith(LIST)).forEach(line -> {
            List<String> words = List.of(line.substring(1).strip().split(" +"));
            lists.put(words.getFirst(), words.subList(1, words.size()));
        });
        return lists;
    }

    /** @throws IllegalArgumentException naming the line and the cell that cannot be read */
    static List<PriceRow> read(String text) {
        List<PriceRow> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#") && !line.startsWith(LIST)) {
                rows.add(row(line, number));
            }
        }
        return rows;
    }

    private static PriceRow row(String line, int number) {
        List<String> cells =
                Arrays.stream(line.split(",", -1)).map(String::strip).toList();
        if (cells.size() != CELLS) {
            throw new IllegalArgumentException(
                    "price book line " + number + ": " + cells.size() + " cells (expected: " + CELLS + ")");
        }
        try {
            List<String> ids = List.of(cells.get(0).split(" +"));
            ModelFactsRow facts = new ModelFactsRow(
                    ids.getFirst(),
                    cells.get(1),
                    whole(cells.get(10)),
                    whole(cells.get(11)),
                    Thinking.valueOf(cells.get(12).toUpperCase(Locale.ROOT)),
                    words(cells.get(13)),
                    RefusedFields.of(words(cells.get(14))));
            return new PriceRow(
                    ids,
                    LocalDate.parse(cells.get(2)).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    tier(cells),
                    facts,
                    cells.get(15),
                    LocalDate.parse(cells.get(16)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("price book line " + number + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Tier> tier(List<String> cells) {
        if (cells.get(4).isEmpty() && cells.get(8).isEmpty()) {
            return Optional.empty();
        }
        BigDecimal input = new BigDecimal(cells.get(4));
        BigDecimal output = new BigDecimal(cells.get(8));
        return Optional.of(new Tier(
                whole(cells.get(3)).orElse(0),
                input,
                rate(cells.get(5), input),
                rate(cells.get(6), input),
                rate(cells.get(7), input),
                output,
                rate(cells.get(9), output)));
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(" +"));
    }

    private static BigDecimal rate(String cell, BigDecimal otherwise) {
        return cell.isEmpty() ? otherwise : new BigDecimal(cell);
    }

    private static OptionalLong whole(String cell) {
        return cell.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(cell));
    }
}
