package dev.signalbox.server.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.QuirkSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of vendors in the guide is the table of vendors. */
class ProvidersGuideTest {
    private static final String BEGIN = "<!-- vendors: written from vendors.txt -->\n";
    private static final String END = "<!-- end of vendors -->\n";
    private static final String REGENERATE = "./mvnw -q -pl server -am test -Dtest=ProvidersGuideTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dsignalbox.regenerate=true";

    @Test
    void tellsWhatTheTableSays() throws Exception {
        Path guide = root().resolve("docs/guides/providers.md");
        String text = Files.readString(guide);
        String wanted = text.substring(0, text.indexOf(BEGIN)) + BEGIN + table() + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("signalbox.regenerate")) {
            Files.writeString(guide, wanted);
        }
        assertThat(guide)
                .as("the table in %s is written from vendors.txt; write it anew with: %s", guide, REGENERATE)
                .content()
                .isEqualTo(wanted);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| vendor | endpoint | dialect, auth | key in | quirks | source |\n");
        table.append("|---|---|---|---|---|---|\n");
        Vendors.load().all().forEach(vendor -> table.append(row(vendor)));
        return table.toString();
    }

    private static String row(Vendor vendor) {
        List<String> sources = new ArrayList<>();
        for (URI source : vendor.sources()) {
            sources.add("[" + (sources.size() + 1) + "](" + source + ")");
        }
        return "| `%s` | %s | %s, %s | %s | %s | %s %s |%n"
                .formatted(
                        vendor.name(),
                        vendor.endpoint().map(address -> "`" + address + "`").orElse("your own"),
                        vendor.dialect().word(),
                        vendor.auth().word(),
                        vendor.variable().map(name -> "`" + name + "`").orElse(""),
                        quirks(vendor.quirks()),
                        String.join(" ", sources),
                        vendor.checked());
    }

    private static String quirks(QuirkSettings quirks) {
        List<String> words = new ArrayList<>();
        say(words, "cap is", quirks.outputCap());
        say(words, "refuses", quirks.refused().map(fields -> String.join(", ", fields)));
        say(words, "refuses in messages", quirks.refusedInMessages().map(fields -> String.join(", ", fields)));
        for (Map.Entry<String, String> pair : quirks.renamed().orElse(Map.of()).entrySet()) {
            say(words, pair.getKey() + " is", Optional.of(pair.getValue()));
        }
        say(words, "temperature up to", quirks.mostTemperature());
        say(words, "reasoning back in", quirks.reasoningField());
        say(words, "ids of calls", quirks.toolIds());
        say(words, "choices of tools", quirks.toolChoices().map(choices -> String.join(", ", choices)));
        no(words, "stream_options", quirks.streamOptions());
        no(words, "schema of answers", quirks.jsonSchema());
        no(words, "role developer", quirks.developerRole());
        no(words, "addresses of images", quirks.imageAddresses());
        no(words, "strict tools", quirks.strictTools());
        if (quirks.thoughtSignatures().orElse(false)) {
            words.add("signatures of thoughts");
        }
        return String.join("; ", words);
    }

    private static void say(List<String> words, String what, Optional<?> value) {
        value.ifPresent(said -> words.add(what + " `" + said + "`"));
    }

    private static void no(List<String> words, String what, Optional<Boolean> value) {
        value.filter(taken -> !taken).ifPresent(_ -> words.add("no " + what));
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
