package dev.signalbox.server.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a {@link Tree} as YAML: blocks of mappings, lists of words on one line. */
final class YamlPrinter {

    /** Words that stand for themselves without quotation marks, even inside brackets. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9_./+-]*(?::[A-Za-z0-9_./+-]+)*");

    private final StringBuilder out = new StringBuilder();

    private YamlPrinter() {}

    static String print(Tree tree) {
        YamlPrinter printer = new YamlPrinter();
        printer.value(tree, 0);
        return printer.out.toString().stripLeading();
    }

    /** The value on one line, as in {@code [429, 500]}. */
    static String inline(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar -> word(scalar.text());
            case Tree.Sequence sequence ->
                sequence.items().stream().map(YamlPrinter::inline).collect(Collectors.joining(", ", "[", "]"));
            case Tree.Mapping mapping ->
                mapping.entries().entrySet().stream()
                        .map(e -> word(e.getKey()) + ": " + inline(e.getValue().value()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private void value(Tree tree, int depth) {
        switch (tree) {
            case Tree.Mapping mapping when !mapping.entries().isEmpty() -> block(mapping.entries(), depth);
            case Tree.Sequence sequence when hasBlocks(sequence.items()) -> items(sequence.items(), depth);
            case Tree.Mapping _, Tree.Sequence _, Tree.Scalar _ ->
                out.append(' ').append(inline(tree)).append('\n');
        }
    }

    private void block(Map<String, Tree.Entry> entries, int depth) {
        out.append('\n');
        entries.forEach((name, entry) -> {
            out.repeat("  ", depth).append(word(name)).append(':');
            value(entry.value(), depth + 1);
        });
    }

    private void items(List<Tree> items, int depth) {
        out.append('\n');
        for (Tree item : items) {
            out.repeat("  ", depth).append("- ").append(inline(item)).append('\n');
        }
    }

    private static boolean hasBlocks(List<Tree> items) {
        return items.stream().anyMatch(item -> !(item instanceof Tree.Scalar));
    }

    private static String word(String text) {
        if (PLAIN.matcher(text).matches() && !text.equalsIgnoreCase("null")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || c == 0xfeff) {
                        quoted.append("\\U%08x".formatted(c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
