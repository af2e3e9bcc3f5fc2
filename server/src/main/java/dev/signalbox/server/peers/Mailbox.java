package dev.signalbox.server.peers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one peer has not been told yet: the newest fact of each topic, oldest first, and no more than there is room for. */
final class Mailbox {
    private final int room;
    private final Map<String, Fact> facts = new LinkedHashMap<>();

    Mailbox(int room) {
        this.room = room;
    }

    /** Takes a fact and tells whether the oldest had to go for it. */
    synchronized boolean put(Fact fact) {
        facts.remove(fact.topic());
        facts.put(fact.topic(), fact);
        if (facts.size() <= room) {
            return false;
        }
        Iterator<Fact> oldest = facts.values().iterator();
        oldest.next();
        oldest.remove();
        return true;
    }

    /** The oldest facts that are still worth telling, which are gone from here. */
    synchronized List<Fact> take(int most, long now) {
        facts.values().removeIf(fact -> fact.isOver(now));
        List<Fact> taken = new ArrayList<>();
        Iterator<Fact> all = facts.values().iterator();
        while (all.hasNext() && taken.size() < most) {
            taken.add(all.next());
            all.remove();
        }
        return taken;
    }

    /** Puts back what could not be delivered, as far as nothing newer is known and there is room. */
    synchronized int putBack(Collection<Fact> undelivered) {
        int dropped = 0;
        for (Fact fact : undelivered) {
            if (facts.size() < room) {
                facts.putIfAbsent(fact.topic(), fact);
            } else if (!facts.containsKey(fact.topic())) {
                dropped++;
            }
        }
        return dropped;
    }

    synchronized boolean isEmpty() {
        return facts.isEmpty();
    }
}
