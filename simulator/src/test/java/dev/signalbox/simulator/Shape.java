package dev.signalbox.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The field paths of JSON documents, each with the JSON type that stands there. */
final class Shape {
    private Shape() {}

    /** The paths of all documents; events that name their type are told apart by it. */
    static Set<String> of(List<JsonNode> documents) {
        Set<String> paths = new TreeSet<>();
        for (JsonNode document : documents) {
            String type = document.path("type").asString("");
            walk(type.equals("message") ? "" : type, document, paths);
        }
        return paths;
    }

    static Set<String> union(Collection<Set<String>> shapes) {
        Set<String> union = new TreeSet<>();
        shapes.forEach(union::addAll);
        return union;
    }

    /** What every shape has. */
    static Set<String> common(Collection<Set<String>> shapes) {
        Set<String> common = union(shapes);
        shapes.forEach(common::retainAll);
        return common;
    }

    private static void walk(String path, JsonNode node, Set<String> into) {
        into.add(path + " " + node.getNodeType());
        if (path.endsWith(".input") || path.endsWith(".args")) {
            return; // arguments of tools are the caller's own words
        }
        node.propertyStream().forEach(field -> walk(path + "." + field.getKey(), field.getValue(), into));
        if (node.isArray()) {
            node.values().forEach(item -> walk(path + "[]", item, into));
        }
    }
}
