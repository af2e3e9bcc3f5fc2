package dev.signalbox.cli;

import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.sqlite.SqliteReplays;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answers that are kept for repetitions, beside the entries that are purged: they hold what models said. */
record KeptAnswers(Path directory, Set<String> requestIds) {

    /** A request arrives before its key is taken: it may wait for another with the same key. */
    private static final Duration EARLIER = Duration.ofDays(1);

    KeptAnswers {
        requestIds = Set.copyOf(requestIds);
    }

    /** Those of the entries that are meant; to be asked before the entries lose the ids of their requests. */
    static KeptAnswers of(Path directory, Selection meant) {
        Optional<SqliteReplays> store = SqliteReplays.beside(directory);
        if (store.isEmpty()) {
            return new KeptAnswers(directory, Set.of());
        }
        try (SqliteReplays replays = store.get()) {
            Map<String, Instant> kept = replays.kept();
            return new KeptAnswers(directory, kept.isEmpty() ? Set.of() : among(kept, directory, meant));
        }
    }

    private static Set<String> among(Map<String, Instant> kept, Path directory, Selection meant) {
        Instant oldest = Collections.min(kept.values()).minus(EARLIER);
        if (!oldest.isBefore(meant.to())) {
            return Set.of();
        }
        Selection recent = oldest.isAfter(meant.from()) ? meant.since(oldest) : meant;
        Set<String> ids = new HashSet<>();
        Books.read(
                directory,
                (reader, _) -> reader.each(recent, entry -> {
                    if (kept.containsKey(entry.requestId())) {
                        ids.add(entry.requestId());
                    }
                }));
        return ids;
    }

    /** Forgets them. Answers how many. */
    int forget() {
        if (requestIds.isEmpty()) {
            return 0;
        }
        try (SqliteReplays replays = SqliteReplays.open(directory)) {
            return replays.forget(requestIds);
        }
    }
}
