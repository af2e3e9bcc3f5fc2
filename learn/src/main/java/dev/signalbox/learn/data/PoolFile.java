package dev.signalbox.learn.data;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pools as CSV: {@code name,kind,title,sources,models}. The kind is {@code pool} or {@code pair} (strong model first);
 * sources and models are separated by semicolons.
 */
public final class PoolFile {

    private static final String EXPECTED = "name,kind,title,sources,models";
    private static final String SHIPPED = "pools.csv";

    private PoolFile() {}

    /** The pools that are reported unless others are asked for. */
    public static List<Pool> shipped() {
        InputStream in = PoolFile.class.getResourceAsStream(SHIPPED);
        if (in == null) {
            throw new IllegalStateException(SHIPPED + ": missing (expected: beside the class in the jar)");
        }
        try (CsvReader rows = new CsvReader(new TextLines(SHIPPED, in), EXPECTED)) {
            return read(rows);
        } catch (DataException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * The pools of a file.
     *
     * @throws DataException if the file cannot be read, a row is no pool, a name stands twice, or there is none
     */
    public static List<Pool> read(Path file) throws DataException {
        try (CsvReader rows = CsvReader.open(file, EXPECTED)) {
            return read(rows);
        }
    }

    static List<Pool> read(CsvReader rows) throws DataException {
        int name = rows.column("name", EXPECTED);
        int kind = rows.column("kind", EXPECTED);
        int title = rows.column("title", EXPECTED);
        int sources = rows.column("sources", EXPECTED);
        int models = rows.column("models", EXPECTED);
        Set<String> names = new HashSet<>();
        List<Pool> pools = new ArrayList<>();
        while (rows.next()) {
            if (!Set.of("pool", "pair").contains(rows.get(kind))) {
                throw rows.problem("kind: " + CsvReader.quoted(rows.get(kind)) + " (expected: pool or pair)");
            }
            if (!names.add(rows.get(name))) {
                throw rows.problem("name: " + CsvReader.quoted(rows.get(name)) + " stands twice");
            }
            try {
                pools.add(new Pool(
                        rows.get(name),
                        rows.get(title).isBlank() ? rows.get(name) : rows.get(title),
                        rows.get(kind).equals("pair"),
                        parts(rows.get(sources)),
                        parts(rows.get(models))));
            } catch (IllegalArgumentException e) {
                throw rows.problem(String.valueOf(e.getMessage()));
            }
        }
        if (pools.isEmpty()) {
            throw new DataException(rows.name(), 0, "no pools (expected: rows of " + EXPECTED + ")");
        }
        return List.copyOf(pools);
    }

    private static List<String> parts(String field) {
        return Stream.of(field.split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
