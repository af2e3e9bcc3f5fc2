package dev.signalbox.server.vendors;

import dev.signalbox.server.settings.AuthName;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.Word;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the entries of the table: a vendor's word at the margin, its facts indented below, {@code #} begins a comment line. */
final class VendorTable {
    private static final List<String> FACTS =
            List.of("dialect", "endpoint", "hosts", "auth", "variable", "models", "source", "checked");

    private final List<Vendor> vendors = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private String name = "";
    private int begun;
    private int line;

    private VendorTable() {}

    /** @throws IllegalArgumentException naming the line that cannot be read */
    static List<Vendor> read(String text) {
        VendorTable table = new VendorTable();
        for (String written : text.lines().toList()) {
            table.line++;
            if (!written.isBlank() && !written.startsWith("#")) {
                table.add(written.stripTrailing());
            }
        }
        table.end();
        return List.copyOf(table.vendors);
    }

    private void add(String written) {
        if (!Character.isWhitespace(written.charAt(0))) {
            end();
            name = written;
            begun = line;
            if (!name.matches("[a-z0-9-]+")
                    || vendors.stream().anyMatch(v -> v.name().equals(name))) {
                throw bad(written, "the word of a further vendor, in small letters");
            }
            return;
        }
        String[] parts = written.strip().split("\\s+", 2);
        boolean known = FACTS.contains(parts[0]) || QuirkWords.known().contains(parts[0]);
        if (name.isEmpty() || !known || parts.length < 2 || facts.putIfAbsent(parts[0], parts[1]) != null) {
            throw bad(written.strip(), "a known word once, and its value, below the word of a vendor");
        }
        if (QuirkWords.known().contains(parts[0])) {
            checked(() -> QuirkWords.read(Map.of(parts[0], parts[1])));
        }
    }

    private void end() {
        if (name.isEmpty()) {
            return;
        }
        int last = line;
        line = begun;
        DialectName dialect = word(DialectName.class, fact("dialect"));
        vendors.add(new Vendor(
                name,
                dialect,
                Optional.ofNullable(facts.get("endpoint")).map(this::address),
                words(facts.getOrDefault("hosts", "")),
                Optional.ofNullable(facts.get("auth"))
                        .map(word -> word(AuthName.class, word))
                        .orElse(dialect.usualAuth()),
                Optional.ofNullable(facts.get("variable")),
                words(facts.getOrDefault("models", "")),
                QuirkWords.read(facts),
                words(fact("source")).stream().map(this::address).toList(),
                checked(() -> LocalDate.parse(fact("checked")))));
        facts.clear();
        line = last;
    }

    private String fact(String word) {
        return Optional.ofNullable(facts.get(word)).orElseThrow(() -> bad(name, word + " among its facts"));
    }

    private URI address(String written) {
        URI address = checked(() -> URI.create(written));
        if (address.getHost() == null || written.endsWith("/")) {
            throw bad(written, "an address with a host and without a slash at its end");
        }
        return address;
    }

    private <E extends Enum<E> & Word> E word(Class<E> type, String written) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.word().equals(written))
                .findFirst()
                .orElseThrow(() -> bad(
                        written,
                        "one of: "
                                + String.join(
                                        ", ",
                                        Arrays.stream(type.getEnumConstants())
                                                .map(Word::word)
                                                .toList())));
    }

    static List<String> words(String written) {
        return written.isBlank() ? List.of() : List.of(written.strip().split("\\s+"));
    }

    private <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("vendors.txt line " + line + ": " + e.getMessage(), e);
        }
    }

    private IllegalArgumentException bad(String what, String expected) {
        return new IllegalArgumentException("vendors.txt line " + line + ": " + what + " (expected: " + expected + ")");
    }
}
