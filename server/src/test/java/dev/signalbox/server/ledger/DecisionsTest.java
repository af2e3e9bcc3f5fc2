package dev.signalbox.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Decision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final Decision DECISION = new Decision(
            Optional.empty(), Optional.empty(), "", false, List.of(), List.of(), List.of(), Optional.empty());

    private final Decisions decisions = new Decisions();

    @Test
    void keepsTheNewestOnly() {
        for (int i = 1; i <= 5; i++) {
            decisions.keep("r" + i, DECISION, 3);
        }
        assertThat(decisions.of("r2")).isEmpty();
        assertThat(decisions.of("r3")).contains(DECISION);
        assertThat(decisions.of("r5")).contains(DECISION);
    }

    @Test
    void forgetsAllWhenNoneAreWantedAnyMore() {
        decisions.keep("r1", DECISION, 3);
        decisions.keep("r2", DECISION, 0);
        assertThat(decisions.of("r1")).isEmpty();
        assertThat(decisions.of("r2")).isEmpty();
    }
}
