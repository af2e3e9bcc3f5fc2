package dev.signalbox.server.health;

import java.util.HashSet;
import java.util.Set;

/** The targets that had any trouble of late: asked by every plan, changed seldom. */
final class Troubles {
    private volatile Set<String> names = Set.of();

    boolean none() {
        return names.isEmpty();
    }

    boolean has(String target) {
        return names.contains(target);
    }

    synchronized void add(String target) {
        Set<String> more = new HashSet<>(names);
        more.add(target);
        names = more;
    }

    synchronized void remove(String target) {
        Set<String> fewer = new HashSet<>(names);
        fewer.remove(target);
        names = fewer;
    }
}
