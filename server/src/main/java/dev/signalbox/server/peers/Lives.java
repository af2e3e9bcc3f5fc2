package dev.signalbox.server.peers;

import java.util.LinkedHashMap;
import java.util.Map;

/** The newest message of each life of a peer, so that none is heard twice. Remembers the lives heard last. */
final class Lives {
    private static final int MOST = 1_024;

    private final Map<String, Long> newest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    /** Whether this message is newer than all before it. */
    synchronized boolean isNew(String life, long sequence) {
        Long before = newest.get(life);
        if (before != null && sequence <= before) {
            return false;
        }
        newest.put(life, sequence);
        return true;
    }
}
