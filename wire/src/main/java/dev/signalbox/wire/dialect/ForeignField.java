package dev.signalbox.wire.dialect;

import dev.signalbox.wire.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A field that only the caller's dialect knows, and that another cannot carry.
 *
 * <p>Those that change what is answered are listed; a field that nobody lists is taken for a hint, so that a client that
 * grows a field is told of its loss and not refused.
 */
public final class ForeignField {
    private static final Set<String> MEANING = Set.of(
            "audio",
            "candidateCount",
            "container",
            "data_sources",
            "function_call",
            "functions",
            "inference_geo",
            "mcp_servers",
            "modalities",
            "n",
            "plugins",
            "responseJsonSchema",
            "responseMimeType",
            "responseModalities",
            "responseSchema",
            "search_parameters",
            "web_search_options");

    private ForeignField() {}

    /**
     * What is lost with it; nothing where it only spells out what happens anyway.
     *
     * @param path where it stands, as the caller is told
     * @param name its name, by the last part of which it is weighed
     */
    public static Optional<Loss> lost(String path, String name, Json value, String reason) {
        return weighed(path, name.substring(name.lastIndexOf('.') + 1), value, reason);
    }

    private static Optional<Loss> weighed(String path, String name, Json value, String reason) {
        if (isDefault(name, value)) {
            return Optional.empty();
        }
        return Optional.of(changesMeaning(name, value) ? Loss.meaning(path, reason) : Loss.hint(path, reason));
    }

    private static boolean changesMeaning(String name, Json value) {
        boolean citationsWanted = name.equals("citations")
                && value instanceof Json.Obj wish
                && wish.bool("enabled").orElse(false);
        return citationsWanted || MEANING.contains(name);
    }

    /**
     * What says no more than what happens anyway: nothing, off, one answer, words alone, the usual class of service. An empty
     * object turns on what has a meaning, with its usual settings.
     */
    private static boolean isDefault(String name, Json value) {
        return switch (value) {
            case Json.Null _ -> true;
            case Json.Bool bool -> !bool.value();
            case Json.Arr array ->
                array.items().isEmpty()
                        || (name.equals("modalities") && array.items().equals(List.of(Json.text("text"))));
            case Json.Obj object -> object.fields().isEmpty() && !MEANING.contains(name);
            case Json.Num number -> name.equals("n") && number.spelling().equals("1");
            case Json.Text text -> name.equals("service_tier") && text.value().equals("auto");
        };
    }
}
