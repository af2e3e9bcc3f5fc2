package dev.signalbox.server.routers.template;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What names mean.
 *
 * @param values the value of each name; evaluated in the scope itself
 * @param outer where other names are looked for
 */
public record Scope(Map<String, Node> values, Optional<Scope> outer) {
    public Scope {
        values = Map.copyOf(values);
    }

    Optional<Node> find(String name) {
        Node own = values.get(name);
        return own != null ? Optional.of(new Node.Bound(own, this)) : outer.flatMap(scope -> scope.find(name));
    }

    Scope with(Map<String, Node> more) {
        return new Scope(more, Optional.of(this));
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>(values.keySet());
        outer.ifPresent(scope -> names.addAll(scope.names()));
        return names;
    }
}
