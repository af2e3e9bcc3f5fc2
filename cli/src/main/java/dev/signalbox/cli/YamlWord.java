package dev.signalbox.cli;

import java.util.regex.Pattern;

/** A name as YAML: bare where that is safe, in double quotes otherwise. */
final class YamlWord {

    private static final Pattern BARE = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");
    private static final Pattern OTHER_MEANING = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

    private YamlWord() {}

    static String of(String name) {
        if (BARE.matcher(name).matches() && !OTHER_MEANING.matcher(name).matches()) {
            return name;
        }
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
