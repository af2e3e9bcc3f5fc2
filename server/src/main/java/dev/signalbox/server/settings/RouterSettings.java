package dev.signalbox.server.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folder of routes that stand in files of their own, one for each.
 *
 * @param folder where they lie; it need not be there yet
 * @param dataZones which zones a deployment of the kind data zone means
 * @param editors the callers who may change them by HTTP
 */
public record RouterSettings(Path folder, List<String> dataZones, List<String> editors) {
    /** The names of deployments at Azure, which are also safe names of files. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    /** What a name is, in words. */
    public static final String NAME_WORDS = "1 to 64 letters, digits, -, _ or ., with a letter or digit first";

    public RouterSettings {
        dataZones = List.copyOf(dataZones);
        editors = List.copyOf(editors);
    }

    /** Whether a route of this name can stand in a file of its own. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Where the route of this name stands. */
    public Path file(String name) {
        Checks.that(isName(name), "router", '"' + name + '"', NAME_WORDS);
        return folder.resolve(name + ".yaml");
    }
}
