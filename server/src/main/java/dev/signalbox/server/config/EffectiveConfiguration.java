package dev.signalbox.server.config;

import dev.signalbox.server.settings.Settings;
import java.util.Optional;

/** The settings as YAML with every default written out, so that a reader sees what holds. */
public final class EffectiveConfiguration {

    private EffectiveConfiguration() {}

    /**
     * The YAML text. The folder of routes stands in it as a comment, because its routes are written out. A secret appears as the
     * reference it was read through, or else as {@code ***}; digests of keys are cut short. With those filled in, reading the text
     * gives the same settings.
     */
    public static String print(Settings settings) {
        Optional<Tree> tree = RootSection.SECTION.write(settings);
        return tree.map(YamlPrinter::print).orElse("") + comment(settings);
    }

    private static String comment(Settings settings) {
        return RouterSection.written(settings)
                .map(YamlPrinter::print)
                .map(text ->
                        "# A comment, since the routes of this folder stand under routes above: with both each of them would"
                                + " stand twice:\n"
                                + text.stripTrailing().indent(0).replaceAll("(?m)^(?=.)", "# "))
                .orElse("");
    }
}
