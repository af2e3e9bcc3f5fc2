package dev.signalbox.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The reference page of all keys, written from the same description that the reader uses. */
final class ReferencePage {

    private static final String HEAD = """
            # Configuration reference

            One YAML file. A mistake is told with its line, column and what was expected, all mistakes at once;
            `signalbox check FILE` does the same without starting. A key that is not listed here is an error.

            - **Secrets** are references: `${NAME}` reads an environment variable, `file:PATH` a file that holds the secret
              on one line. A relative path starts at the directory of the configuration file. In `headers` a reference may stand inside
              text, as in `Bearer ${NAME}`, and plain text is allowed.
            - **Durations** are words: `250ms`, `5s`, `10m`, `2h`, `1d`, `1m30s`.
            - **Sizes** are bytes with `k`, `M` or `G`, powers of 1024: `64k` is 65,536 bytes.
            - **Tokens** are counts with `k` or `M`, powers of 1000: `128k` is 128,000 tokens.
            - **Names** are 1 to 256 visible ASCII characters and may hold slashes and dots: `azure/gpt-4o`.
            - **Live** keys take effect when the file changes or the process gets SIGHUP; nothing that is running is cut. A
              file with a mistake is reported and changes nothing. The other keys take effect after a **restart**.
            - Anchors, aliases, tags and duplicate keys are errors.
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private ReferencePage() {}

    static String markdown() {
        ReferencePage page = new ReferencePage();
        sections(RootSection.SECTION, new ArrayList<>()).forEach(page::add);
        return page.page.toString();
    }

    /** A section and all below it, in reading order. */
    static List<Section<?>> sections(Section<?> section, List<Section<?>> found) {
        if (found.contains(section)) {
            return found; // one that stands at two places is told once
        }
        found.add(section);
        section.keys().forEach(key -> key.kind().section().ifPresent(below -> sections(below, found)));
        return found;
    }

    private void add(Section<?> section) {
        boolean root = section.title().isEmpty();
        page.append("\n## ")
                .append(root ? "The file" : "`" + section.title() + "`")
                .append("\n\n");
        if (!section.about().isEmpty()) {
            page.append(section.about()).append("\n\n");
        }
        page.append("| key | value | default | change | meaning |\n|---|---|---|---|---|\n");
        section.keys().forEach(this::row);
    }

    private void row(Key<?, ?> key) {
        boolean nested = key.kind().section().isPresent();
        page.append("| `").append(key.name()).append("` | ");
        page.append(key.kind()
                .section()
                .map(ReferencePage::link)
                .orElseGet(() -> cell(key.kind().words())));
        page.append(" | ").append(nested && !isWord(key) ? "" : cell(key.fallbackWords()));
        page.append(" | ").append(key.live() ? nested ? "" : "live" : "restart");
        page.append(" | ").append(cell(key.meaning())).append(" |\n");
    }

    /** Whether the default of a nested section says more than its own table. */
    private static boolean isWord(Key<?, ?> key) {
        return key.fallback().isEmpty() || !key.fallbackWords().startsWith("{");
    }

    private static String link(Section<?> section) {
        String anchor = section.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
        return "[`" + section.title() + "`](#" + anchor + ")";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
