package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tools that a caller offered, by the names under which other families know them. A tool inside a namespace is known by
 * both names, joined.
 */
final class OfferedTools {
    private static final String JOINED = "__";

    private final Set<String> customs = new HashSet<>();
    private final Map<String, Spaced> spaced = new HashMap<>();

    /** A tool inside a namespace. */
    private record Spaced(String namespace, String name) {}

    OfferedTools(List<Json> tools) {
        tools.forEach(tool -> add(tool, Optional.empty()));
    }

    private void add(Json tool, Optional<String> namespace) {
        if (!(tool instanceof Json.Obj object)) {
            return;
        }
        String name = object.text("name").orElse("");
        if (isNamespace(object)) {
            object.items("tools").forEach(inner -> add(inner, Optional.of(name)));
            return;
        }
        String known = known(namespace, name);
        namespace.ifPresent(space -> spaced.put(known, new Spaced(space, name)));
        if (object.text("type").orElse("").equals("custom")) {
            customs.add(known);
        }
    }

    static boolean isNamespace(Json.Obj tool) {
        return tool.text("type").orElse("").equals("namespace");
    }

    /** The name under which other families know a tool. */
    static String known(Optional<String> namespace, String name) {
        return namespace.map(space -> space + JOINED + name).orElse(name);
    }

    boolean isCustom(String known) {
        return customs.contains(known);
    }

    Optional<String> namespace(String known) {
        return Optional.ofNullable(spaced.get(known)).map(Spaced::namespace);
    }

    /** The name that the caller gave the tool. */
    String name(String known) {
        Spaced inside = spaced.get(known);
        return inside == null ? known : inside.name();
    }
}
