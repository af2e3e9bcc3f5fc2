package dev.signalbox.server.store.sqlite;

import static dev.signalbox.server.store.SampleEntries.ARRIVED;
import static dev.signalbox.server.store.SampleEntries.bare;
import static dev.signalbox.server.store.SampleEntries.full;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.store.ClosedExchange;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.Feedback;
import dev.signalbox.server.store.Feedback.Taken;
import dev.signalbox.server.store.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFeedbackTest {
    private static final Selection ALL = Selection.before(ARRIVED.plusSeconds(60));

    @TempDir
    Path directory;

    private SqliteEntries entries;

    @BeforeEach
    void open() {
        entries = SqliteEntries.open(directory);
        entries.write(List.of(), List.of(closed(full("a", 1)), closed(full("b", 2)), closed(bare("c", 3, ARRIVED))));
    }

    @AfterEach
    void close() {
        entries.close();
    }

    @Test
    void keepsTheNewestOfARequestWithItsHistory() {
        assertThat(entries.take(told("a", 0, 1))).isEqualTo(Taken.NEW);
        assertThat(entries.take(told("a", 1, 2))).isEqualTo(Taken.NEW);
        close();
        entries = SqliteEntries.open(directory);

        assertThat(entries.feedback("a")).containsExactly(told("a", 1, 2), told("a", 0, 1));
        assertThat(entries.feedback("b")).isEmpty();
        assertThat(scores())
                .containsExactly(
                        new Feedback.Scored("a", ARRIVED, full("a", 1).asked().route(), model(), 1));
    }

    @Test
    void changesNothingWhenTheSameIsToldAgain() {
        entries.take(told("a", 0.5, 1));
        assertThat(entries.take(told("a", 0.5, 9))).isEqualTo(Taken.SAME);
        assertThat(entries.feedback("a")).containsExactly(told("a", 0.5, 1));
    }

    @Test
    void knowsNoFeedbackOnRequestsThatItDoesNotKnow() {
        assertThat(entries.take(told("x", 1, 1))).isEqualTo(Taken.NOBODYS);
        assertThat(entries.feedback("x")).isEmpty();
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        for (int i = 0; i <= 20; i++) {
            entries.take(told("a", i / 20d, i));
        }
        assertThat(entries.feedback("a")).hasSize(16).startsWith(told("a", 1, 20));
    }

    @Test
    void purgesFeedbackWithItsEntryAndLeavesTheScoreOfAnAnonymousOne() {
        entries.take(told("a", 0.5, 1));
        entries.purge(ALL, Erasure.ANONYMISE, 10);
        assertThat(scores()).singleElement().satisfies(one -> {
            assertThat(one.score()).isEqualTo(0.5);
            assertThat(entries.feedback(one.requestId())).singleElement().satisfies(left -> {
                assertThat(left.comment()).isEmpty();
                assertThat(left.labels()).isEmpty();
            });
        });

        entries.purge(ALL, Erasure.ERASE, 10);
        assertThat(scores()).isEmpty();
        entries.write(List.of(), List.of(closed(full("a", 1))));
        assertThat(entries.feedback("a")).isEmpty();
    }

    private List<Feedback.Scored> scores() {
        List<Feedback.Scored> scores = new ArrayList<>();
        assertThat(entries.scores(ALL, scores::add)).isEqualTo(scores.size());
        return scores;
    }

    private static String model() {
        return full("a", 1).answered().model().orElseThrow();
    }

    private static Feedback told(String id, double score, long second) {
        return new Feedback(id, ARRIVED.plusSeconds(second), score, Optional.of("was \"fine\""), List.of("é", "b"));
    }

    private static ClosedExchange closed(Entry entry) {
        return new ClosedExchange(entry, Optional.empty());
    }
}
